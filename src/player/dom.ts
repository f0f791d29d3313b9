/** What an element is given: attributes by name; `on…` names are listeners, `false` and null leave an attribute out. */
export type Given = Readonly<Record<string, string | number | boolean | null | ((event: never) => void)>>;

/** Makes an element. Texts are text: nothing is read as markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  given: Given = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value as EventListener);
    else put(element, key, value);
  }
  element.append(...children);
  return element;
}

/** Sets an attribute, or takes it away; one that is there already is left alone, so that screen readers hear changes only. */
export function put(element: Element, key: string, value: string | number | boolean | null): void {
  if (value === false || value === null) element.removeAttribute(key);
  else {
    const text = value === true ? "" : String(value);
    if (element.getAttribute(key) !== text) element.setAttribute(key, text);
  }
}

/** Sets a text, if it is another. */
export function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
