import { texName } from "#core/formula/name";
import { padded } from "#core/formula/number";
import { binary, type Entry, numberTree, type Term } from "#core/formula/tree";
import { formulaTex, NOTHING } from "#core/formula/write-tex";
import type { Digest } from "#core/tape/digest";
import { sizeOf } from "#core/tensor/tensor";
import { Formula } from "../formula/Formula";
import { runs } from "../state/running";
import type { Run } from "../worker/protocol";
import { EdgeLink } from "./EdgeLink";
import styles from "./FanOut.module.css";
import { LaneNumbers } from "./LaneNumbers";
import { MathLine } from "./MathLine";
import { sayMissing } from "./missing-gradient";
import { type NodeView, nameAt } from "./node-view";
import panel from "./Panel.module.css";
import { Section } from "./Section";

interface FanOutProps {
  readonly view: NodeView;
  readonly run: Run | null;
  readonly stale: boolean;
}

/** More shares than this are listed, but not written as one sum. */
const MOST_TERMS = 4;
const MOST_LINES = 3;

/** Where an output feeds several edges: what each brings back, and their sum, Vicas 2022 (10). */
export function FanOut({ view, run, stale }: FanOutProps) {
  const reading = run?.nodes.get(view.node.id);
  if (view.outgoing.length < 2 || !reading) return null;
  const whole = runs.whole()?.nodes.get(view.node.id);
  const shares = new Map(reading.shares.map(({ edge, grad }) => [edge, grad]));
  const isCost = view.resolved?.op.isCost ?? false;
  const sum = reading.out.grad;
  const total: Entry = { kind: "entry", of: { role: "node", name: view.names.out }, grad: true, at: null, round: 0 };
  // In the order in which they are added up; those that bring nothing last.
  const edges = [...reading.shares.map(({ edge }) => edge), ...view.outgoing.map(({ id }) => id)];
  const outgoing = [...new Set(edges)].flatMap((id) => view.outgoing.find((edge) => edge.id === id) ?? []);
  const terms = outgoing.filter(({ id }) => shares.has(id));
  const twice = (target: string) => outgoing.filter((edge) => edge.target === target).length > 1;
  const term = (target: string): Term => ({ kind: "via", of: total, name: nameAt(view, target) });
  const symbols = [...(isCost ? [numberTree(1)] : []), ...terms.map(({ target }) => term(target))];
  const lines = sum ? numbersOf(sum, reading.shares, isCost) : [];
  return (
    <Section title="Gradients that meet here" aside={<span className={styles.equation}>(10)</span>}>
      {symbols.length > 1 && symbols.length <= MOST_TERMS && (
        <div className={styles.sum}>
          <MathLine tex={sumTex(total, symbols)} />
          <div className={styles.numbers} data-stale={stale || undefined}>
            {lines.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is the one of its entry.
              <MathLine key={at} tex={line} />
            ))}
          </div>
        </div>
      )}
      <table className={panel.table}>
        <caption className={panel.hidden}>What each edge contributes to the gradient</caption>
        <thead className={panel.hidden}>
          <tr>
            <th scope="col">By way of</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {isCost && (
            <tr>
              <th scope="row">being a share of C</th>
              <td className={panel.number}>1</td>
            </tr>
          )}
          {outgoing.map((edge) => (
            <tr key={edge.id}>
              <th scope="row">
                <EdgeLink edge={edge.id}>
                  <Formula tex={texName(nameAt(view, edge.target))} label={nameAt(view, edge.target)} />
                  {twice(edge.target) && <span className={panel.type}>{edge.targetHandle}</span>}
                </EdgeLink>
              </th>
              <td>
                <LaneNumbers
                  digest={shares.get(edge.id) ?? null}
                  lane="gradient"
                  stale={stale}
                  without={sayMissing(runs.isAwaited(edge.id))}
                  of={{ kind: "edge", edge: edge.id }}
                />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Sum</th>
            <td>
              <LaneNumbers
                digest={sum}
                lane="gradient"
                stale={stale}
                without={whole?.out.grad ? "not yet" : "no gradient"}
                of={{ kind: "out", node: view.node.id }}
              />
            </td>
          </tr>
        </tfoot>
      </table>
    </Section>
  );
}

/** `0.5 = 0.2 + 0.3`, one line for each of the first entries. */
function numbersOf(sum: Digest, shares: readonly { readonly grad: Digest }[], isCost: boolean): readonly string[] {
  const entries = Math.min(MOST_LINES, sizeOf(sum.shape));
  const put = (value: number | undefined): Term => ({ kind: "value", value: value ?? Number.NaN, from: null });
  return Array.from({ length: entries }, (_, at) => {
    const added = [...(isCost ? [numberTree(1)] : []), ...shares.map(({ grad }) => put(grad.head[at]))];
    return sumTex(put(sum.head[at]), added);
  });
}

function sumTex(left: Term, terms: readonly Term[]): string {
  const right = terms.reduce((total, each) => binary<Term>("+", total, each));
  return formulaTex({ sides: [left, right], locals: [] }, NOTHING, { number: padded });
}
