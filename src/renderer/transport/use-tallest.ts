import { createElement, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { fitWithin } from "../formula/FittedFormula";
import { StepLines } from "./StepLines";
import type { StepWords } from "./step-words";

/** How the texts that a box is to hold are got at, one after the other. */
export interface Texts {
  /** Another one where other texts are to be expected: another graph, but not other numbers. */
  readonly key: string;
  readonly count: number;
  /** A text; where it is first told in short, that as well. */
  readonly at: (index: number) => Promise<readonly StepWords[]>;
}

/** Texts that are looked at of one pass; of more only some, evenly spread. */
const MOST = 64;
/** So many graphs and widths are remembered, so that a window that is made narrow and wide again needs no second look. */
const REMEMBERED = 16;
/** So long is waited at most for a quiet moment, in milliseconds: some pages never have one. */
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
  const known = useRef(new Map<string, number>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is shown now has its height.
  useLayoutEffect(() => {
    if (!content.current) return;
    fitWithin(content.current);
    const needed = content.current.offsetHeight;
    setTallest((before) => Math.max(before, needed));
  }, [content, shown, width]);

  const key = texts && `${width} ${texts.key}`;
  const settle = (found: number) => {
    setTallest(Math.max(found, content.current?.offsetHeight ?? 0));
    setSettled(key);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is known is taken up once, before anyone sees another height.
  useLayoutEffect(() => {
    const found = key === null ? undefined : known.current.get(key);
    if (found !== undefined) settle(found);
  }, [key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other numbers are no reason to set everything again.
  useEffect(() => {
    const parent = box.current;
    if (!parent || !texts || !key || texts.count === 0 || width === 0 || known.current.has(key)) return;
    return measure(parent, content.current?.clientWidth ?? width, texts, (found) => {
      if (known.current.size >= REMEMBERED) known.current.clear();
      known.current.set(key, found);
      settle(found);
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
  let isWanted = true;
  const lookAtAll = async () => {
    let tallest = 0;
    for (let next = 0; next < count; next += Math.max(1, count / MOST)) {
      for (const words of await at(Math.floor(next))) {
        await quiet();
        if (!isWanted) return;
        tallest = Math.max(tallest, heightOf(words, parent, width));
      }
    }
    done(tallest);
  };
  void lookAtAll();
  return () => {
    isWanted = false;
  };
}

/** How high a text is. Nothing of it outlives this task, so that no one else ever meets it in the page. */
function heightOf(words: StepWords, parent: HTMLElement, width: number): number {
  const place = document.createElement("div");
  place.style.cssText = `position:absolute;width:${width}px;visibility:hidden`;
  parent.append(place);
  const root = createRoot(place);
  flushSync(() => root.render(createElement(StepLines, { words })));
  fitWithin(place);
  const height = place.offsetHeight;
  root.unmount();
  place.remove();
  return height;
}

/** Comes back in an idle moment. */
const quiet = (): Promise<unknown> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === "function") requestIdleCallback(resolve, { timeout: PATIENCE });
    else window.setTimeout(resolve, 50);
  });
