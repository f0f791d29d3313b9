import { latinKey } from "#core/latin-key";

/** What keys do. */
export interface KeyActions {
  readonly togglePlay: () => void;
  readonly forward: () => void;
  readonly back: () => void;
  readonly first: () => void;
  readonly last: () => void;
  readonly stepsBy: (steps: number) => void;
  readonly chapterBy: (by: 1 | -1) => void;
  /** To a part of the whole, from 0 to 0.9. */
  readonly toPart: (part: number) => void;
  readonly toggleLoop: () => void;
}

/** Does what a key asks for. A key that the field or button under it needs for itself is left alone. */
export function hearKey(event: KeyboardEvent, actions: KeyActions): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  // Those of a conversion are the input method's.
  if (event.isComposing || event.keyCode === 229) return;
  const [target] = event.composedPath();
  if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return;
  if (target instanceof HTMLInputElement && (target.type !== "radio" || /^(Arrow| )/.test(event.key))) return;
  if (event.key === " " && target instanceof HTMLElement && target.matches("button, a, summary")) return;
  const acts: Readonly<Record<string, () => void>> = {
    " ": actions.togglePlay,
    ArrowRight: actions.forward,
    ArrowUp: actions.forward,
    ArrowLeft: actions.back,
    ArrowDown: actions.back,
    PageDown: () => actions.stepsBy(5),
    PageUp: () => actions.stepsBy(-5),
    Home: actions.first,
    End: actions.last,
    "[": () => actions.chapterBy(-1),
    "]": () => actions.chapterBy(1),
    l: actions.toggleLoop,
    L: actions.toggleLoop,
  };
  const digit = /^\d$/.test(event.key) ? () => actions.toPart(Number(event.key) / 10) : undefined;
  const act = acts[latinKey(event)] ?? digit;
  if (!act) return;
  event.preventDefault();
  act();
}
