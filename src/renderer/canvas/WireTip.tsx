import { useLayoutEffect, useRef } from "react";
import { sayEnds } from "#core/drawing/describe";
import { LABEL_HEIGHT } from "#core/drawing/lane";
import { exact } from "#core/drawing/number-format";
import { sayNotFinite } from "#core/formula/say-not-finite";
import type { Digest } from "#core/tape/digest";
import { formatShape, sizeOf } from "#core/tensor/tensor";
import { runs, useEdgeReading, useStale } from "../state/running";
import { useSession } from "../state/session";
import { camera } from "./camera";
import { clientPoint, frameRect } from "./canvas-frame";
import type { Flow } from "./flow-parts";
import { useLive } from "./live-store";
import styles from "./WireTip.module.css";
import { tip } from "./wire-tip";

/** The exact numbers of the wire that the pointer or the keyboard is on. */
export function WireTip({ flow }: { readonly flow: Flow }) {
  const id = useLive(tip);
  const edge = id === null ? undefined : flow.edges.find((other) => other.id === id);
  return edge?.data ? (
    <OpenTip key={edge.id} id={edge.id} at={edge.data.placed.at} problem={edge.data.problem?.message ?? null} />
  ) : null;
}

interface OpenTipProps {
  readonly id: string;
  readonly at: { readonly x: number; readonly y: number };
  readonly problem: string | null;
}

function OpenTip({ id, at, problem }: OpenTipProps) {
  const box = useRef<HTMLDivElement>(null);
  const reading = useEdgeReading(id);
  const stale = useStale();
  const graph = useSession(({ analysis }) => analysis.graph);
  const edge = graph.edges.find((other) => other.id === id);

  useLayoutEffect(() => {
    const place = () => {
      const element = box.current;
      if (!element) return;
      const frame = frameRect();
      const point = clientPoint(at);
      const away = (LABEL_HEIGHT / 2) * camera.get().zoom + 6;
      const { offsetWidth: width, offsetHeight: height } = element;
      const below = point.y - frame.top + away;
      const top = below + height > frame.height - 8 ? below - 2 * away - height : below;
      element.style.left = `${Math.max(8, Math.min(frame.width - width - 8, point.x - frame.left - width / 2))}px`;
      element.style.top = `${Math.max(8, top)}px`;
    };
    place();
    return camera.subscribe(place);
  });

  return (
    <div ref={box} className={styles.tip} role="tooltip" {...(stale ? { "data-stale": "" } : {})}>
      {edge && <p className={styles.ends}>{sayEnds(edge, (id) => graph.nodes.find((node) => node.id === id))}</p>}
      {problem && <p className={styles.problem}>{problem}</p>}
      <Numbers lane="value" digest={reading?.value ?? null} none="It has not been computed yet." />
      <Numbers
        lane="gradient"
        digest={reading?.grad ?? null}
        none={reading && !runs.isAwaited(id) ? "No cost depends on it." : "It has not been computed yet."}
      />
    </div>
  );
}

interface NumbersProps {
  readonly lane: "value" | "gradient";
  readonly digest: Digest | null;
  readonly none: string;
}

function Numbers({ lane, digest, none }: NumbersProps) {
  const size = digest ? sizeOf(digest.shape) : 0;
  const columns = digest && size <= digest.head.length ? Math.min(4, digest.shape.at(-1) ?? 1) : 4;
  return (
    <div className={lane === "value" ? styles.value : styles.gradient}>
      <p className={styles.lane}>
        {lane === "value" ? "→ value" : "← gradient, this edge's share"}
        {digest && <span className={styles.shape}>{formatShape(digest.shape)}</span>}
      </p>
      {digest ? (
        <div className={styles.numbers} style={{ gridTemplateColumns: `repeat(${Math.max(1, columns)}, auto)` }}>
          {digest.head.map((entry, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry is what stands at its place.
            <span key={at}>{exact(entry)}</span>
          ))}
        </div>
      ) : (
        <p className={styles.none}>{none}</p>
      )}
      {digest && size > digest.head.length && (
        <p className={styles.none}>
          The first {digest.head.length} of {size}, which lie from {exact(digest.low)} to {exact(digest.high)}
          {digest.bad ? `, ${sayNotFinite(digest.bad, digest.shape)}` : ""}. Click for all.
        </p>
      )}
    </div>
  );
}
