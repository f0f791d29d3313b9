import { type ReactNode, useLayoutEffect, useRef } from "react";
import type { Anchor } from "#core/recording/event";
import { frame, frameRect } from "../canvas/canvas-frame";
import { classNames } from "../controls/class-names";
import { useSession } from "../state/session";
import { subscribeView } from "../state/viewport";
import styles from "./Anchored.module.css";
import { anchorBox, othersInView } from "./anchor-boxes";
import { placeCard } from "./place-card";

interface AnchoredProps {
  readonly anchor: Anchor;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A card beside the node or edge that it speaks of, with a line to it; one that speaks of none lies at the bottom. */
export function Anchored({ anchor: { node, edge }, className, children }: AnchoredProps) {
  const card = useRef<HTMLDivElement>(null);
  const line = useRef<SVGLineElement>(null);
  const dot = useRef<SVGCircleElement>(null);
  const before = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const document = useSession(({ history }) => history.present);

  // biome-ignore lint/correctness/useExhaustiveDependencies: where the anchor lies is the document's business.
  useLayoutEffect(() => {
    before.current = null;
    const place = () => {
      const element = card.current;
      if (!element) return;
      const anchor = { ...(node === undefined ? {} : { node }), ...(edge === undefined ? {} : { edge }) };
      const box = anchorBox(anchor);
      element.toggleAttribute("data-loose", box === null);
      line.current?.parentElement?.toggleAttribute("data-shown", false);
      if (!box) {
        element.style.translate = "";
        return;
      }
      const { offsetWidth: width, offsetHeight: height } = element;
      const size = frameRect();
      const placed = placeCard({
        anchor: box,
        card: { width, height },
        frame: { width: size.width, height: size.height },
        others: othersInView(anchor),
        before: before.current,
      });
      before.current = placed;
      // In whole pixels, so that its letters stay sharp.
      element.style.translate = `${Math.round(placed.x)}px ${Math.round(placed.y)}px`;
      if (placed.line) drawLine(line.current, dot.current, placed.line);
    };
    let asked = 0;
    const ask = () => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(place);
    };
    place();
    // The canvas lays out what has just been opened a little later than this.
    ask();
    const stop = subscribeView(ask);
    const observer = new ResizeObserver(ask);
    if (card.current) observer.observe(card.current);
    if (frame.element) observer.observe(frame.element);
    return () => {
      cancelAnimationFrame(asked);
      stop();
      observer.disconnect();
    };
  }, [node, edge, document]);

  return (
    <>
      <svg className={styles.leader} aria-hidden="true">
        <line ref={line} />
        <circle ref={dot} r={3} />
      </svg>
      <div ref={card} className={classNames(styles.card, className)}>
        {children}
      </div>
    </>
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function drawLine(
  line: SVGLineElement | null,
  dot: SVGCircleElement | null,
  { from, to }: { readonly from: Point; readonly to: Point },
): void {
  line?.setAttribute("x1", String(from.x));
  line?.setAttribute("y1", String(from.y));
  line?.setAttribute("x2", String(to.x));
  line?.setAttribute("y2", String(to.y));
  dot?.setAttribute("cx", String(to.x));
  dot?.setAttribute("cy", String(to.y));
  line?.parentElement?.toggleAttribute("data-shown", true);
}
