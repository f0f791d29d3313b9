import { useState } from "react";
import { isAfterVicas } from "#core/document/after-vicas";
import { grouped } from "#core/drawing/number-format";
import { padded } from "#core/formula/number";
import type { Resolved } from "#core/graph/resolve";
import type { ToldFormula } from "#core/telling/told-formula";
import { formulasAt, tellNode } from "#core/telling/told-node";
import { Button } from "../controls/Button";
import { useSession } from "../state/session";
import type { Run } from "../worker/protocol";
import { MathLine } from "./MathLine";
import styles from "./NodeFormulas.module.css";
import { NoteText } from "./NoteText";
import { type NodeView, siteOf } from "./node-view";
import { Section } from "./Section";

interface NodeFormulasProps {
  readonly view: NodeView;
  readonly resolved: Resolved;
  readonly run: Run | null;
  readonly stale: boolean;
  /** The backward formulas are an exercise. */
  readonly hidden: boolean;
}

const MARKS = ["*", "†", "‡", "§", "‖", "¶"];

/** What a node computes and how that is differentiated: in symbols with the number of the equation of Vicas 2022, then in numbers. */
export function NodeFormulas({ view, resolved, run, stale, hidden }: NodeFormulasProps) {
  const { faults } = resolved;
  // What to know beside the paper stands with what follows it, and nowhere else.
  const withSlips = useSession(({ history }) => isAfterVicas(history.present));
  const told = useLastFresh(view, resolved, run, stale);
  // Of settings that are wrong, or a param that is not there, no formula can speak.
  const absent = Object.entries(resolved.params).some(([name, { optional }]) => !optional && !view.node.params[name]);
  if (absent || !told || faults.some(({ config }) => config !== undefined)) return null;
  // The steps to a formula have no slips but those that it is footnoted with.
  const notesOf = ({ note, slip }: ToldFormula) => [note ?? [], withSlips && slip !== undefined ? slip : []].flat();
  const unique = [...new Set([...told.forward, ...(hidden ? [] : told.backward)].flatMap(notesOf))];
  const markOf = (formula: ToldFormula) =>
    notesOf(formula)
      .map((note) => MARKS[unique.indexOf(note)] ?? "*")
      .join(" ");
  const list = (name: "forward" | "backward") => (
    <ul className={styles.list}>
      {told[name].map((formula, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two formulas may be written alike.
        <FormulaItem key={at} formula={formula} markOf={markOf} stale={stale} />
      ))}
    </ul>
  );
  return (
    <>
      {told.forward.length > 0 && <Section title="Forward">{list("forward")}</Section>}
      {told.backward.length > 0 && (
        <Section title="Backward">
          {hidden ? (
            <p className={styles.hidden}>Hidden: it is an exercise. Derive it yourself below.</p>
          ) : (
            list("backward")
          )}
        </Section>
      )}
      {unique.length > 0 && (
        <ul className={styles.notes} aria-label="Notes to the formulas">
          {unique.map((note, at) => (
            <li key={note}>
              <span className={styles.mark}>{MARKS[at] ?? "*"}</span>
              <span>
                <NoteText text={note} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface FormulaItemProps {
  readonly formula: ToldFormula;
  readonly markOf: (formula: ToldFormula) => string;
  readonly stale: boolean;
}

function FormulaItem({ formula, markOf, stale }: FormulaItemProps) {
  const [open, setOpen] = useState(false);
  const mark = markOf(formula);
  const { numbers, steps, equation = "" } = formula;
  const more = numbers ? numbers.all - numbers.lines.length : 0;
  return (
    <li className={styles.formula}>
      <MathLine tex={formula.tex} />
      <span className={styles.equation}>
        {mark && <span className={styles.mark}>{mark}</span>}
        {formula.equation}
      </span>
      {numbers && (
        <div className={styles.numbers} data-stale={stale || undefined}>
          {numbers.lines.map(({ at, tex }) => (
            <MathLine key={at} tex={tex} />
          ))}
          {more > 0 && (
            <span className={styles.more}>{`and ${grouped(more)} more ${more === 1 ? "entry" : "entries"}`}</span>
          )}
        </div>
      )}
      {steps.length > 0 && (
        <div className={styles.derivation}>
          <Button
            look="plain"
            aria-label={`Derivation of ${equation}`}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            Derivation
          </Button>
          {open && (
            <ol className={styles.steps} aria-label={`Steps to ${equation}`}>
              {steps.map((step, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two steps may be written alike.
                <FormulaItem key={at} formula={step} markOf={markOf} stale={stale} />
              ))}
            </ol>
          )}
        </div>
      )}
    </li>
  );
}

/** Formulas with the numbers of the last run of the graph as it is; while another run is awaited they stay as they were. */
function useLastFresh(view: NodeView, resolved: Resolved, run: Run | null, stale: boolean) {
  const analysis = useSession((session) => session.analysis);
  const [kept, setKept] = useState<{
    readonly run: Run | null;
    readonly view: NodeView;
    readonly told: ReturnType<typeof tellNode> | null;
  } | null>(null);
  if (kept?.view === view && (stale || kept.run === run)) return kept.told;
  const isComplete = Object.entries(resolved.params).every(
    ([name, { optional }]) => optional || view.node.params[name],
  );
  const site = stale ? null : siteOf(view, run);
  const told = isComplete ? tellNode(formulasAt(analysis, resolved, site, padded)) : null;
  setKept({ run, view, told });
  return told;
}
