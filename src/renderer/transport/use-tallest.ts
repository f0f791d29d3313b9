import { createElement, type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { StepLines } from "./StepLines";
import type { StepWords } from "./step-words";

/** How the texts that a box is to hold are got at, one after the other. */
export interface Texts {
  /** Another one where other texts are to be expected: another graph, but not other numbers. */
  readonly key: string;
  readonly count: number;
  readonly at: (index: number) => StepWords;
}

/** Texts that are looked at of one pass; of more only some, evenly spread. */
const MOST = 64;
/** Texts are set for so long at once, in milliseconds, and so long is waited at most for a quiet moment: some pages never have one. */
const SLICE = 10;
const PATIENCE = 200;

/**
 * How high the tallest text is, so that a box can keep its height from step to step: what is shown now at first, and all of them once
 * there was a quiet moment to set them in. `content` is what is shown now, and `box` what it is shown in.
 */
export function useTallest(
  box: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  width: number,
  texts: Texts | null,
  shown: StepWords,
): { readonly tallest: number; readonly isSettled: boolean } {
  const [tallest, setTallest] = useState(0);
  const [settled, setSettled] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is shown now has its height.
  useLayoutEffect(() => {
    const needed = content.current?.offsetHeight ?? 0;
    setTallest((before) => Math.max(before, needed));
  }, [content, shown, width]);

  const key = texts && `${width} ${texts.key}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other numbers are no reason to set everything again.
  useEffect(() => {
    const parent = box.current;
    if (!parent || !texts || texts.count === 0 || width === 0) return;
    return measure(parent, content.current?.clientWidth ?? width, texts, (found) => {
      setTallest(Math.max(found, content.current?.offsetHeight ?? 0));
      setSettled(key);
    });
  }, [key]);
  return { tallest, isSettled: settled === key };
}

/** Sets the texts one after the other where nobody sees them, in idle moments. Returns what stops it. */
function measure(
  parent: HTMLElement,
  width: number,
  { count, at }: Texts,
  done: (tallest: number) => void,
): () => void {
  const every = Math.max(1, count / MOST);
  let next = 0;
  let tallest = 0;
  let asked = 0;
  const look = () => {
    const began = performance.now();
    // Nothing of it outlives this task, so that no one else ever meets it in the page.
    const place = document.createElement("div");
    place.style.cssText = `position:absolute;width:${width}px;visibility:hidden`;
    parent.append(place);
    const root = createRoot(place);
    do {
      const words = at(Math.floor(next));
      flushSync(() => root.render(createElement(StepLines, { words })));
      tallest = Math.max(tallest, place.offsetHeight);
      next += every;
    } while (next < count && performance.now() - began < SLICE);
    root.unmount();
    place.remove();
    if (next < count) asked = idle(look);
    else done(tallest);
  };
  asked = idle(look);
  return () => quit(asked);
}

const idle = (task: () => void): number =>
  typeof requestIdleCallback === "function"
    ? requestIdleCallback(task, { timeout: PATIENCE })
    : window.setTimeout(task, 50);

const quit = (asked: number): void =>
  typeof cancelIdleCallback === "function" ? cancelIdleCallback(asked) : clearTimeout(asked);
