import "katex/dist/katex.min.css";
import { type KeyboardEvent, memo, useCallback, useLayoutEffect, useRef, useState } from "react";
import type { Pieces, Put } from "#core/formula/pieces";
import { typesetPieces } from "../../typeset/typeset";
import styles from "./NumbersLine.module.css";

interface NumbersLineProps {
  readonly pieces: Pieces;
  /** What a number is and what pressing it does, in words. */
  readonly say: (put: Put) => string;
  /** The pointer or the keyboard is on a number, or on none. */
  readonly onPoint: (put: Put | null) => void;
  readonly onPress: (put: Put) => void;
}

/** A number as it lies in its line. */
interface Spot {
  readonly at: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A formula in numbers, each of which can be pointed at and pressed. What is typeset is for the eye alone, so a button lies on each
 * number; of all of them in a line one is reached by Tab, and the arrows lead from it to the others.
 */
export const NumbersLine = memo(function NumbersLine({ pieces, say, onPoint, onPress }: NumbersLineProps) {
  const line = useRef<HTMLSpanElement>(null);
  const [spots, setSpots] = useState<readonly Spot[]>([]);
  const html = typesetPieces(pieces) ?? "";
  const look = useCallback(() => {
    if (line.current) setSpots(spotsIn(line.current));
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another line has its numbers elsewhere.
  useLayoutEffect(() => {
    const box = line.current?.parentElement;
    if (!box) return;
    look();
    const observer = new ResizeObserver(look);
    observer.observe(box);
    document.fonts.addEventListener("loadingdone", look);
    return () => {
      observer.disconnect();
      document.fonts.removeEventListener("loadingdone", look);
    };
  }, [html, look]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    const buttons = [...event.currentTarget.querySelectorAll("button")];
    event.preventDefault();
    buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + by]?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows lead from one of its buttons to the next.
    <span translate="no" className={styles.whole} onKeyDown={onKeyDown}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX escapes all text, and trusts no command but that which marks a number. */}
      <span ref={line} className={styles.line} dangerouslySetInnerHTML={{ __html: html }} />
      {spots.map(({ at, ...place }, order) => {
        const put = pieces[at];
        if (put === undefined || typeof put === "string") return null;
        return (
          <button
            key={at}
            type="button"
            className={styles.number}
            style={place}
            tabIndex={order === 0 ? 0 : -1}
            aria-label={say(put)}
            onPointerEnter={() => onPoint(put)}
            onPointerLeave={() => onPoint(null)}
            onFocus={() => onPoint(put)}
            onBlur={() => onPoint(null)}
            // A press with the pointer leaves the keyboard where it is, so that steps can be gone on with.
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPress(put)}
          />
        );
      })}
    </span>
  );
});

/** Where the numbers of a line lie, from the top left of the line's parent. */
function spotsIn(line: HTMLElement): readonly Spot[] {
  const around = line.parentElement?.getBoundingClientRect();
  if (!around) return [];
  return [...line.querySelectorAll<HTMLElement>(".katex-html [data-put]")].map((element) => {
    // The space that follows a number belongs to the sign after it.
    const rects = [...element.children].filter((child) => !child.classList.contains("mspace"));
    const boxes = (rects.length > 0 ? rects : [element]).map((each) => each.getBoundingClientRect());
    const left = Math.min(...boxes.map((box) => box.left));
    const right = Math.max(...boxes.map((box) => box.right));
    const top = Math.min(...boxes.map((box) => box.top));
    const bottom = Math.max(...boxes.map((box) => box.bottom));
    return {
      at: Number(element.dataset.put),
      left: left - around.left - 2,
      top: top - around.top - 1,
      width: right - left + 4,
      height: bottom - top + 2,
    };
  });
}
