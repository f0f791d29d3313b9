import { useEffect, useId, useState } from "react";
import { exact, grouped, short } from "#core/drawing/number-format";
import { type GraphNode, nameOf } from "#core/graph/graph";
import { shorten } from "#core/shorten";
import { Button } from "../controls/Button";
import { NumberField } from "../fields/NumberField";
import { EdgeLink } from "../panels/EdgeLink";
import { LaneNumbers } from "../panels/LaneNumbers";
import panel from "../panels/Panel.module.css";
import { Section } from "../panels/Section";
import { askEngine, useRun, useStale } from "../state/running";
import { useScalarName } from "../state/seeding";
import { useSession } from "../state/session";
import type { Nudge, Pushed } from "../worker/push";
import styles from "./Seed.module.css";

/** As many edges are listed. */
const MOST = 40;

/** Moves one entry of a param and follows it forward to C: the same derivative as from C backward, and what each way costs. */
export function ForwardMode({ node }: { readonly node: GraphNode }) {
  const params = Object.keys(node.params);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(params[0] ?? "");
  const [at, setAt] = useState(0);
  const id = useId();
  const param = params.includes(chosen) ? chosen : params[0];
  const size = param === undefined ? 0 : (node.params[param]?.data.length ?? 0);
  if (param === undefined || size === 0) return null;
  const entry = Math.min(at, size - 1);
  return (
    <Section title="Forward mode">
      {open ? (
        <>
          <div className={styles.entry}>
            {params.length > 1 ? (
              <label htmlFor={id}>
                Move{" "}
                <select
                  id={id}
                  value={param}
                  className={styles.select}
                  onChange={(event) => {
                    setChosen(event.target.value);
                    setAt(0);
                  }}
                >
                  {params.map((each) => (
                    <option key={each}>{each}</option>
                  ))}
                </select>
              </label>
            ) : (
              `Move ${param}`
            )}
            {size > 1 && (
              <>
                , entry
                <span className={styles.field}>
                  <NumberField
                    label={`Entry of ${param} to move`}
                    value={entry + 1}
                    step={1}
                    wholeOnly
                    refuse={(x) => (x >= 1 && x <= size ? null : `Write a number from 1 to ${grouped(size)}`)}
                    onChange={(x) => setAt(x - 1)}
                  />
                </span>
                {`of ${grouped(size)}`}
              </>
            )}
          </div>
          <Answer node={node.id} param={param} at={entry} />
        </>
      ) : (
        <>
          <p className={panel.muted}>
            Moves one entry, follows it forward to C, and compares with the gradient that comes back.
          </p>
          <Button className={styles.start ?? ""} onClick={() => setOpen(true)}>
            Push an entry forward
          </Button>
        </>
      )}
    </Section>
  );
}

function Answer({ node, param, at }: Nudge) {
  const pushed = usePushed(node, param, at);
  const scalar = useScalarName();
  const stale = useStale();
  const graph = useSession(({ analysis }) => analysis.graph);
  if (!pushed) return <p className={panel.muted}>Reckoning…</p>;
  const { cost, grad, edges, visited, costs, size } = pushed;
  const name = (id: string) => {
    const found = graph.nodes.find((each) => each.id === id);
    return found ? nameOf(found) : id;
  };
  const same = cost !== null && Math.abs(cost - grad) <= 1e-9 * Math.max(Math.abs(cost), Math.abs(grad), 1e-300);
  return (
    <>
      <table className={styles.modes}>
        <caption className={panel.hidden}>The same derivative both ways, and what each way costs</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">forward</th>
            <th scope="col">reverse</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{`∂${scalar === "C" ? "C" : `(${scalar})`}/∂entry`}</th>
            <td title={cost === null ? "" : exact(cost)}>{cost === null ? "no cost" : short(cost)}</td>
            <td title={exact(grad)}>{short(grad)}</td>
          </tr>
          <tr>
            <th scope="row">tape entries</th>
            <td>{grouped(visited.forward)}</td>
            <td>{grouped(visited.reverse)}</td>
          </tr>
          <tr>
            <th scope="row">one pass</th>
            <td>{timeText(costs.forward.each)}</td>
            <td>{timeText(costs.reverse.each)}</td>
          </tr>
          <tr>
            <th scope="row">{size === 1 ? "passes" : `passes for all ${grouped(size)}`}</th>
            <td>{grouped(costs.forward.passes)}</td>
            <td>{grouped(costs.reverse.passes)}</td>
          </tr>
          <tr>
            <th scope="row">together</th>
            <td>{timeText(costs.forward.all)}</td>
            <td>{timeText(costs.reverse.all)}</td>
          </tr>
        </tbody>
      </table>
      {cost !== null && (
        <p className={panel.muted} role="status">
          {same
            ? size === 1
              ? "Equal, both ways."
              : `Equal, both ways. Forward mode takes a pass for each of the ${grouped(size)} entries, reverse mode one for all.`
            : `They differ by ${short(Math.abs(cost - grad))}.`}
        </p>
      )}
      <table className={panel.table}>
        <caption className={panel.hidden}>How fast each edge moves with it</caption>
        <thead>
          <tr>
            <th scope="col">Edge</th>
            <th scope="col">moves at</th>
          </tr>
        </thead>
        <tbody>
          {edges.slice(0, MOST).map(({ edge: id, dot }) => {
            const edge = graph.edges.find((each) => each.id === id);
            return (
              <tr key={id}>
                <th scope="row">
                  <EdgeLink edge={id}>{edge ? `${name(edge.source)} → ${name(edge.target)}` : shorten(id)}</EdgeLink>
                </th>
                <td>
                  <LaneNumbers digest={dot} lane="value" stale={stale} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {edges.length > MOST && <p className={panel.muted}>{`and ${grouped(edges.length - MOST)} more edges`}</p>}
    </>
  );
}

function usePushed(node: string, param: string, at: number): Pushed | null {
  const run = useRun();
  const [kept, setKept] = useState<Pushed | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each run has other numbers.
  useEffect(() => {
    let wanted = true;
    void askEngine((engine) => engine.push({ node, param, at })).then((pushed) => {
      if (wanted) setKept(pushed);
    });
    return () => {
      wanted = false;
    };
  }, [node, param, at, run]);
  return kept;
}

function timeText(milliseconds: number): string {
  if (milliseconds >= 1000) return `${short(milliseconds / 1000)} s`;
  return milliseconds >= 1 ? `${short(milliseconds)} ms` : `${short(milliseconds * 1000)} µs`;
}
