import { ArrowUpWideNarrow, ChevronDown } from "lucide-react";
import { useDeferredValue, useLayoutEffect, useRef, useState } from "react";
import { type ToldFormula, texLines } from "#core/telling/told-formula";
import { IconButton } from "../controls/IconButton";
import { useSize } from "../fields/use-size";
import { CopyTex } from "../formula/CopyTex";
import { useSettings } from "../state/settings";
import { chooseToldEntry, useToldChoice } from "../state/told-step";
import { StepLines } from "./StepLines";
import styles from "./StepText.module.css";
import { StepTextGrip } from "./StepTextGrip";
import type { StepWords } from "./step-words";
import { type Texts, useTallest } from "./use-tallest";

interface StepTextProps {
  readonly words: StepWords;
  /** All that is told in this pass; null where that is not known yet. */
  readonly texts: Texts | null;
  /** Whether the height is to be the same for all of it. */
  readonly steady: boolean;
}

/**
 * What the last step did, all of it: a sentence, and each formula with its numbers. Its height is that of the tallest step, up to a share
 * of the window, or what a person chose; what is higher is scrolled. Numbers on the wires come first: where steps follow each other
 * faster than formulas are set, only those of the last one are.
 */
export function StepText({ words: latest, texts, steady }: StepTextProps) {
  const words = useDeferredValue(latest);
  const chosen = useSettings(({ stepTextHeight }) => stepTextHeight);
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [measured, { width }] = useSize<HTMLDivElement>();
  const { tallest, isSettled } = useTallest(box, content, width, texts, words);
  const { scrolls, isMore, look } = useScrolling(box, content, words);
  const { formulas } = words;
  const height = chosen ?? tallest;
  const heightWords =
    chosen !== null ? `${height} pixels` : isSettled ? "as high as the tallest step" : "as high as the steps so far";
  return (
    <div
      ref={measured}
      className={styles.text}
      data-steady={steady ? "" : undefined}
      data-chosen={chosen === null ? undefined : ""}
      style={{ "--height": `${height}px` } as React.CSSProperties}
    >
      {steady && <StepTextGrip box={box} height={height} words={heightWords} />}
      {/* biome-ignore lint/a11y/useSemanticElements: it is no part of a form. */}
      <div
        ref={box}
        className={styles.box}
        role="group"
        aria-label="What this step does"
        // What can be scrolled must be reached by keys.
        tabIndex={scrolls ? 0 : undefined}
        onScroll={look}
      >
        <div ref={content}>
          <StepLines words={words} />
        </div>
      </div>
      {formulas.length > 0 && (
        <div className={styles.copy}>
          <CopyTex tex={aligned(formulas)} />
          {formulas.some(({ numbers }) => numbers !== null && numbers.all > 1) && <Largest />}
        </div>
      )}
      {isMore && (
        <button
          type="button"
          className={styles.more}
          tabIndex={-1}
          onClick={() => box.current?.scrollBy({ top: box.current.clientHeight - 24 })}
        >
          More <ChevronDown aria-hidden />
        </button>
      )}
    </div>
  );
}

/** Has each formula told of its largest entry, or of its first again. */
function Largest() {
  const isLargest = useToldChoice() === "largest";
  return (
    <IconButton
      label={isLargest ? "Tell the first entry" : "Tell the largest entry"}
      size="small"
      side="left"
      pressed={isLargest}
      onClick={() => chooseToldEntry(isLargest ? "first" : "largest")}
    >
      <ArrowUpWideNarrow aria-hidden />
    </IconButton>
  );
}

/** Whether a box holds more than it shows, and whether some of that is further down. Another text begins at its top. */
function useScrolling(
  box: React.RefObject<HTMLElement | null>,
  content: React.RefObject<HTMLElement | null>,
  words: StepWords,
) {
  const [scrolls, setScrolls] = useState(false);
  const [isMore, setMore] = useState(false);
  const look = () => {
    const element = box.current;
    if (!element) return;
    const { scrollHeight, clientHeight, scrollTop } = element;
    setScrolls(scrollHeight > clientHeight + 1);
    setMore(scrollTop + clientHeight < scrollHeight - 4);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it looks anew whenever something else is told.
  useLayoutEffect(() => {
    if (!box.current || !content.current) return;
    box.current.scrollTop = 0;
    const observer = new ResizeObserver(look);
    observer.observe(box.current);
    observer.observe(content.current);
    return () => observer.disconnect();
  }, [words.short, words.sentence]);
  return { scrolls, isMore, look };
}

function aligned(formulas: readonly ToldFormula[]): string {
  const lines = texLines(formulas);
  return lines.length === 1 ? lines.join() : `\\begin{aligned}\n${lines.join(" \\\\\n")}\n\\end{aligned}`;
}
