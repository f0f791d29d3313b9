/** Where a translator has put something in the place of a text, by the text. */
const inPlaceOf = new WeakMap<Node, Element>();

/**
 * Lets the page live with a browser's translator, which puts `<font>` around or in the place of each text. React knows only its own texts:
 * it would look for them where they are no more, which brings the whole page down, and write new words where nobody sees them.
 */
export function liveWithTranslators(window: Window & typeof globalThis): void {
  const { document, Node, MutationObserver } = window;
  const { removeChild, insertBefore } = Node.prototype;
  Node.prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
    const there = standIn(this, child);
    if (there) removeChild.call(this, there);
    // Nobody else is to find a text in what has gone with it.
    else if (!isText(child)) removeChild.call(this, child);
    return child;
  };
  Node.prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
    const there = before && standIn(this, before);
    insertBefore.call(this, node, there ?? (before && isText(before) ? null : before));
    return node;
  };
  const words = new MutationObserver((records) => {
    // New words are shown, to be translated in their turn.
    for (const { target } of records) {
      const font = inPlaceOf.get(target);
      if (!font?.isConnected || target.isConnected) continue;
      font.parentNode?.replaceChild(target, font);
      inPlaceOf.delete(target);
    }
  });
  const hear = (records: readonly MutationRecord[]) => {
    for (const { addedNodes, removedNodes } of records) {
      const [font] = [...addedNodes].filter(isFont);
      const [text] = [...removedNodes].filter(isText);
      if (!font || !text) continue;
      inPlaceOf.set(text, font);
      words.observe(text, { characterData: true });
    }
  };
  new MutationObserver(hear).observe(document.documentElement, { childList: true, subtree: true });
}

const isText = (node: Node): boolean => node.nodeType === 3;
const isFont = (node: Node): node is Element => node.nodeName === "FONT";

/** What stands for a child in its parent: itself, what a translator has put around it, or in its place; null where nothing does. */
function standIn(parent: Node, child: Node): Node | null {
  let at: Node = inPlaceOf.get(child) ?? child;
  while (at.parentNode && at.parentNode !== parent && isFont(at.parentNode as Node)) at = at.parentNode;
  return at.parentNode === parent ? at : null;
}
