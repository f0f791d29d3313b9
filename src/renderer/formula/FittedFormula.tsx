import { type ReactNode, useCallback, useRef } from "react";
import styles from "./FittedFormula.module.css";
import { Formula } from "./Formula";

/** Mathematics is not set smaller than this part of its size; what is wider still is scrolled. */
const SMALLEST = 0.7;

interface FittedFormulaProps {
  readonly tex: string;
  /** It as it is set, where not as a formula alone. */
  readonly children?: ReactNode;
}

/**
 * Mathematics that goes on below where it is too long, at a sign between its parts; a part that is too wide by itself is set smaller.
 */
export function FittedFormula({ tex, children = <Formula tex={tex} /> }: FittedFormulaProps) {
  const fitted = useRef<HTMLDivElement>(null);
  const box = useCallback((element: HTMLDivElement | null) => {
    if (!element) return;
    const fit = () => fitted.current && fitLine(element, fitted.current);
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    if (fitted.current) observer.observe(fitted.current);
    // A face that arrives later may set the line wider in a box that stays as it was.
    document.fonts.addEventListener("loadingdone", fit);
    return () => {
      observer.disconnect();
      document.fonts.removeEventListener("loadingdone", fit);
    };
  }, []);
  return (
    <div ref={box} className={styles.box}>
      <div ref={fitted} className={styles.line}>
        {children}
      </div>
    </div>
  );
}

/** Fits all that is within an element at once, for whoever measures it before the page is laid out. */
export function fitWithin(place: HTMLElement): void {
  for (const box of place.querySelectorAll<HTMLElement>(`.${styles.box}`))
    if (box.firstElementChild instanceof HTMLElement) fitLine(box, box.firstElementChild);
}

function fitLine(box: HTMLElement, line: HTMLElement): void {
  line.style.fontSize = "";
  const scale = box.clientWidth / line.scrollWidth;
  if (scale < 1) line.style.fontSize = `${Math.max(SMALLEST, Math.floor(scale * 100) / 100)}em`;
  // What still does not fit must be reached by the keyboard.
  if (line.scrollWidth > box.clientWidth) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
}
