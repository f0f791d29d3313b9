import { useState } from "react";
import { grouped } from "#core/drawing/number-format";
import { type InNumbers, inNumbers } from "#core/graph/in-numbers";
import type { Resolved } from "#core/graph/resolve";
import type { Formula as FormulaLine } from "#core/ops/define";
import { Button } from "../controls/Button";
import type { Run } from "../worker/protocol";
import { MathLine } from "./MathLine";
import styles from "./NodeFormulas.module.css";
import { NoteText } from "./NoteText";
import { type NodeView, siteOf } from "./node-view";
import { numberTex } from "./number-tex";
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

/** What a node computes and how that is differentiated: in symbols with the number of the seed's equation, then in numbers. */
export function NodeFormulas({ view, resolved, run, stale, hidden }: NodeFormulasProps) {
  const { op, settings, faults } = resolved;
  const lines = useLastFresh(view, resolved, run, stale);
  // Of settings that are wrong, or a param that is not there, no formula can speak.
  const absent = Object.entries(resolved.params).some(([name, { optional }]) => !optional && !view.node.params[name]);
  if (absent || faults.some(({ config }) => config !== undefined)) return null;
  const formulas = op.formulas(view.names, settings);
  // The steps to a formula have no slips but those that it is footnoted with.
  const notes = [...formulas.forward, ...(hidden ? [] : formulas.backward)].flatMap(({ note }) => note ?? []);
  const unique = [...new Set(notes)];
  const markOf = ({ note }: FormulaLine) => (note === undefined ? null : (MARKS[unique.indexOf(note)] ?? "*"));
  const list = (name: "forward" | "backward") => (
    <ul className={styles.list}>
      {formulas[name].map((formula, at) => (
        <FormulaItem
          key={formula.tex}
          formula={formula}
          markOf={markOf}
          numbers={lines?.[name][at] ?? null}
          steps={lines?.steps[name][at] ?? []}
          stale={stale}
        />
      ))}
    </ul>
  );
  return (
    <>
      {formulas.forward.length > 0 && <Section title="Forward">{list("forward")}</Section>}
      {formulas.backward.length > 0 && (
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
  readonly formula: FormulaLine;
  readonly markOf: (formula: FormulaLine) => string | null;
  readonly numbers: InNumbers | null;
  /** For each step of its derivation. */
  readonly steps: readonly (InNumbers | null)[];
  readonly stale: boolean;
}

function FormulaItem({ formula, markOf, numbers, steps, stale }: FormulaItemProps) {
  const [open, setOpen] = useState(false);
  const mark = markOf(formula);
  const { derivation = [], equation = "" } = formula;
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
          {numbers.lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is the one of its entry.
            <MathLine key={at} tex={line} />
          ))}
          {more > 0 && (
            <span className={styles.more}>{`and ${grouped(more)} more ${more === 1 ? "entry" : "entries"}`}</span>
          )}
        </div>
      )}
      {derivation.length > 0 && (
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
              {derivation.map((step, at) => (
                <FormulaItem
                  key={step.tex}
                  formula={step}
                  markOf={markOf}
                  numbers={steps[at] ?? null}
                  steps={[]}
                  stale={stale}
                />
              ))}
            </ol>
          )}
        </div>
      )}
    </li>
  );
}

/** The lines in numbers as of the last run of the graph as it is; while another run is awaited they stay as they were. */
function useLastFresh(view: NodeView, resolved: Resolved, run: Run | null, stale: boolean) {
  const [kept, setKept] = useState<{
    readonly run: Run | null;
    readonly view: NodeView;
    readonly lines: ReturnType<typeof inNumbers> | null;
  } | null>(null);
  if (stale || (kept?.run === run && kept.view === view)) return kept?.lines ?? null;
  const site = siteOf(view, run);
  const lines = site && inNumbers(resolved.op, resolved.settings, site, numberTex);
  setKept({ run, view, lines });
  return lines;
}
