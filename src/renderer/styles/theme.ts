import { useSyncExternalStore } from "react";
import type { Theme } from "#core/drawing/palette";

/** What a person may choose: one of the two, or what the system says. */
export type ThemeChoice = Theme | "system";

const SYSTEM_DARK = "(prefers-color-scheme: dark)";

/** Shows the theme that was chosen, on the whole page. */
export function chooseTheme(choice: ThemeChoice): void {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

/** The theme that is seen now. */
export function currentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia(SYSTEM_DARK).matches ? "dark" : "light";
}

function subscribe(changed: () => void): () => void {
  const system = matchMedia(SYSTEM_DARK);
  const observer = new MutationObserver(changed);
  system.addEventListener("change", changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => {
    system.removeEventListener("change", changed);
    observer.disconnect();
  };
}

/** The theme that is seen now; the component draws again when it changes. Only what paints a canvas needs it: CSS follows by itself. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme);
}

/** Colours of tokens.css that may be painted with, without the leading dashes. */
export type ColorName =
  | "ground"
  | "dots"
  | "paper"
  | "field"
  | "line"
  | "line-strong"
  | "ink"
  | "muted"
  | "wire"
  | "value"
  | "value-wash"
  | "gradient"
  | "gradient-wash"
  | "halo"
  | "focus"
  | "family-source"
  | "family-layer"
  | "family-filter"
  | "family-function"
  | "family-cost"
  | "problem"
  | "warning"
  | "good"
  | "scale-not-finite";

const resolved = new Map<string, string>();

/** A colour of tokens.css as a canvas understands it, such as `rgb(11, 101, 184)`. Asked of the page once for each theme. */
export function themeColor(name: ColorName, theme: Theme = currentTheme()): string {
  const key = `${theme} ${name}`;
  const known = resolved.get(key);
  if (known !== undefined) return known;
  const probe = document.createElement("span");
  probe.style.colorScheme = theme;
  // The variable itself was computed on <html>, so its light-dark() is taken as text and settled here, under the theme asked for.
  probe.style.color = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`);
  document.documentElement.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  resolved.set(key, color);
  return color;
}
