import { kernelCount, PICTURE_GAP } from "#core/drawing/card-plan";
import { type GraphNode, nameOf } from "#core/graph/graph";
import { resolve } from "#core/graph/resolve";
import type { CardPicture } from "#core/ops/define";
import { useFixed } from "../controls/fixed";
import { ActivationCurve } from "../fields/ActivationCurve";
import { withEntry } from "../fields/cells";
import { KernelCurve } from "../fields/KernelCurve";
import { useGesture } from "../state/gesture";
import { useEdgeReading } from "../state/running";
import styles from "./Card.module.css";
import { editParam } from "./edits";

interface CardPictureViewProps {
  readonly node: GraphNode;
  readonly picture: CardPicture;
  readonly width: number;
  readonly height: number;
  /** The edge into the node's first input, whose entries are marked on a curve. */
  readonly feed: string | null;
}

/** What an op draws of itself on its card: a curve with the entries at work on it, or kernels to take hold of. */
export function CardPictureView({ node, picture, width, height, feed }: CardPictureViewProps) {
  if (picture.kind === "curve") {
    return (
      <Curve
        label={`${node.type} of ${nameOf(node)}`}
        of={picture.at}
        feed={feed}
        width={width}
        height={height - PICTURE_GAP}
      />
    );
  }
  return <Kernels node={node} picture={picture} width={width} height={height} />;
}

interface CurveProps {
  readonly label: string;
  readonly of: (x: number) => number;
  readonly feed: string | null;
  readonly width: number;
  readonly height: number;
}

function Curve({ label, of, feed, width, height }: CurveProps) {
  const reading = useEdgeReading(feed ?? "");
  return (
    <div className={styles.picture}>
      <ActivationCurve label={label} of={of} inputs={reading?.value.head ?? []} width={width} height={height} />
    </div>
  );
}

type KernelChange = NonNullable<Parameters<typeof KernelCurve>[0]["onChange"]>;

interface KernelsProps {
  readonly node: GraphNode;
  readonly picture: Extract<CardPicture, { kind: "kernel" }>;
  readonly width: number;
  readonly height: number;
}

function Kernels({ node, picture, width, height }: KernelsProps) {
  const change = useGesture((next: { param: string; at: number; value: number }, gesture) => {
    const tensor = node.params[next.param];
    if (tensor) editParam(node.id, next.param, withEntry(tensor, next.at, next.value), gesture);
  }, "kernel");
  const { params, config } = resolve(node)?.settings ?? { params: {}, config: {} };
  const fixed = useFixed();
  const write =
    (at: number): KernelChange =>
    ({ mu, sigma }, phase) => {
      if (mu !== undefined) change({ param: picture.center, at, value: mu }, phase);
      if (sigma !== undefined) change({ param: picture.spread, at, value: sigma }, phase);
    };
  const [centers, spreads] = [params[picture.center], params[picture.spread]];
  if (!centers || !spreads) return null;
  const count = kernelCount(node, picture);
  const radius = config[picture.radius];
  const drawable = Array.from(
    { length: count },
    (_, at) => Number.isFinite(centers.data[at]) && (spreads.data[at] ?? 0) > 0 && Number.isFinite(spreads.data[at]),
  );
  return (
    <div className={`${styles.picture} nodrag`}>
      {drawable.map((sound, at) =>
        sound ? (
          <KernelCurve
            // biome-ignore lint/suspicious/noArrayIndexKey: a kernel is its place among them.
            key={at}
            label={count === 1 ? `kernel of ${nameOf(node)}` : `kernel ${at + 1} of ${nameOf(node)}`}
            mu={centers.data[at] ?? 0}
            sigma={spreads.data[at] ?? 1}
            radius={typeof radius === "number" ? radius : 1}
            scaled={config[picture.scaled] === true}
            {...(fixed ? {} : { onChange: write(at) })}
            width={width}
            height={height / count - PICTURE_GAP}
          />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above.
          <p key={at} className={styles.noPicture} style={{ height: height / count - PICTURE_GAP }}>
            No such kernel can be drawn.
          </p>
        ),
      )}
    </div>
  );
}
