import { ArrowLeft } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { exact, short } from "#core/drawing/number-format";
import { type Graph, nameOf } from "#core/graph/graph";
import { Button } from "../controls/Button";
import { Formula } from "../formula/Formula";
import { MathLine } from "../panels/MathLine";
import panel from "../panels/Panel.module.css";
import { Section } from "../panels/Section";
import { backWhy, FEW_TERMS, useWhy } from "../state/asking-why";
import { useStale } from "../state/running";
import { useScalarName } from "../state/seeding";
import { useSession } from "../state/session";
import type { Explanation } from "../worker/explain";
import { LocalJacobian } from "./LocalJacobian";
import { PathList } from "./PathList";
import { Shares } from "./Shares";
import { Terms } from "./Terms";
import styles from "./Why.module.css";
import { quantityAt } from "./why-tex";

/** Names that the trail shows before the one that is explained. */
const TRAIL = 3;

/** Why one entry of a gradient is what it is: the chain rule there in symbols and in numbers, its terms, and the paths to C. */
export function WhyPanel() {
  const trail = useWhy((now) => now.trail);
  const turn = useWhy((now) => now.turn);
  const graph = useSession(({ analysis }) => analysis.graph);
  const stale = useStale();
  const scalar = useScalarName();
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn brings another explanation, at which reading begins.
  useEffect(() => heading.current?.focus({ preventScroll: false }), [turn]);
  const last = trail.at(-1);
  if (!last) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    const isBack = event.key === "Backspace" || (event.key === "ArrowLeft" && event.altKey);
    if (!isBack || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    backWhy();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a way back that is a button too, wherever in the panel the keyboard is.
    <div className={panel.panel} onKeyDown={onKeyDown} data-stale={stale || undefined} aria-busy={stale}>
      <header className={panel.head}>
        <nav className={styles.trail} aria-label="Where this was asked">
          <Button look="plain" icon={<ArrowLeft aria-hidden />} onClick={() => backWhy()}>
            Back
          </Button>
          {trail.length > TRAIL + 1 && <span className={styles.sign}>…</span>}
          {trail.slice(0, -1).map((each, at) =>
            at < trail.length - 1 - TRAIL ? null : (
              // biome-ignore lint/suspicious/noArrayIndexKey: one may come twice to a place, and it is its step of the trail.
              <span key={`${at} ${JSON.stringify(each.place)} ${each.at}`} className={styles.crumb}>
                <button type="button" className={styles.fold} onClick={() => backWhy(at)}>
                  <Formula tex={each.grad} label={`Back to the gradient of ${plainOf(graph, each)}`} />
                </button>
                <span aria-hidden className={styles.sign}>
                  ›
                </span>
              </span>
            ),
          )}
        </nav>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          <span>
            Why is <Formula tex={last.grad} label={`the gradient of ${plainOf(graph, last)}`} />{" "}
            <span className={styles.number} title={exact(last.why.total)}>
              {short(last.why.total)}
            </span>
            ?
          </span>
        </h2>
        <p className={panel.muted}>{leadOf(graph, last)}</p>
      </header>
      <Told graph={graph} of={last} />
      <PathList key={turn} of={last} cost={scalar} />
    </div>
  );
}

function Told({ graph, of }: { readonly graph: Graph; readonly of: Explanation }) {
  const isShort = useWhy(({ most }) => most <= FEW_TERMS);
  const { why, place } = of;
  if (why.kind === "sum") {
    return (
      <Section title="What meets here" aside={<span className={styles.aside}>(10)</span>}>
        <Lines of={of} />
        <Shares why={why} at={of.at} isShort={isShort} />
      </Section>
    );
  }
  const node = graph.nodes.find(({ id }) => id === why.node);
  // Of one number by one number there is no more to see than the term.
  const isSlope = of.shape.length === 0 && why.terms.every(({ index }) => index.length === 0);
  return (
    <>
      <Section title="The chain rule here" aside={<span className={styles.aside}>(1)</span>}>
        <Lines of={of} />
        <Terms why={why} isShort={isShort} />
      </Section>
      {place.kind !== "out" && !isSlope && (
        <LocalJacobian
          key={JSON.stringify(place)}
          of={of}
          place={place}
          out={node ? nameOf(node) : why.node}
          x={quantityAt(graph, place)?.name ?? "x"}
        />
      )}
    </>
  );
}

function Lines({ of: { tex, why } }: { readonly of: Explanation }) {
  const several = why.terms.length + why.rest.count > 1;
  return (
    <div className={styles.lines}>
      {(several || why.kind === "chain") && <MathLine tex={tex.rule} />}
      {several && <MathLine tex={tex.terms} />}
      <div className={styles.inNumbers}>
        <MathLine tex={tex.numbers} />
      </div>
    </div>
  );
}

/** An entry in plain words. */
function plainOf(graph: Graph, { place, index }: Explanation): string {
  const at = index.length === 0 ? "" : `, entry ${index.map((each) => each + 1).join(", ")}`;
  if (place.kind === "param") {
    const node = graph.nodes.find(({ id }) => id === place.node);
    return `${place.param} of ${node ? nameOf(node) : place.node}${at}`;
  }
  const id = place.kind === "out" ? place.node : graph.edges.find((edge) => edge.id === place.edge)?.source;
  const node = graph.nodes.find((each) => each.id === id);
  return `${node ? nameOf(node) : id}${at}`;
}

/** How the number comes about, in a sentence. */
function leadOf(graph: Graph, { place, why }: Explanation): string {
  const of = quantityAt(graph, place)?.of;
  const which = of ? `${of[0]?.toUpperCase()}${of.slice(1)}. ` : "";
  if (why.kind === "sum") {
    const edges = why.terms.length + why.rest.count;
    return edges === 1 && why.terms[0]?.edge === null
      ? "It begins here: the derivative of a cost by itself is 1."
      : `${which}What comes back along the edges that leave here is added up.`;
  }
  const node = graph.nodes.find(({ id }) => id === why.node);
  const name = node ? nameOf(node) : why.node;
  const count = why.terms.length + why.rest.count;
  if (count === 0) return `${which}No entry of ${name} depends on it.`;
  return count === 1
    ? `${which}It goes into one entry of ${name}. What comes back to that entry, times how fast that moves with this one.`
    : `${which}It goes into ${count.toLocaleString("en")} entries of ${name}. What comes back to each, times how fast that moves with this one, added up.`;
}
