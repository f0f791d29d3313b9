import { useMemo, useState } from "react";
import { entryPoints } from "#core/check/derivation-points";
import { blowOut, blowOutAt } from "#core/expression/blow-out";
import { blowOutLatex, blowOutTex, type TwoLines } from "#core/expression/blow-out-tex";
import { parseExpression } from "#core/expression/parse";
import { padded } from "#core/formula/number";
import type { KnownSite } from "#core/formula/site";
import type { Exercise } from "#core/ops/define";
import { sayPlace } from "#core/telling/derivation-words";
import { Button } from "../controls/Button";
import { Select } from "../controls/Select";
import { copyTex } from "../formula/copy-tex";
import { MathLine } from "../panels/MathLine";
import panel from "../panels/Panel.module.css";
import { Section } from "../panels/Section";
import styles from "./Unfold.module.css";

interface UnfoldProps {
  /** Any exercise of the quantity that is unfolded. */
  readonly exercise: Exercise;
  /** Null where there are no numbers yet. */
  readonly site: KnownSite | null;
  readonly stale: boolean;
}

/** A quantity taken apart with dummy variables: each inner operation and its derivatives, then the product along each path. */
export function Unfold({ exercise, site, stale }: UnfoldProps) {
  const [open, setOpen] = useState(false);
  return (
    <Section
      title="Unfolded"
      aside={
        <Button look="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "Fold" : "Unfold"}
        </Button>
      }
    >
      {open ? (
        <Unfolded exercise={exercise} site={site} stale={stale} />
      ) : (
        <p className={panel.muted}>Takes it apart with dummy variables, and multiplies the factors along each path.</p>
      )}
    </Section>
  );
}

function Unfolded({ exercise, site, stale }: UnfoldProps) {
  const { expression, quantity, symbols } = exercise;
  const [chosen, setChosen] = useState(0);
  const blown = useMemo(() => {
    const parsed = parseExpression(expression);
    return "fault" in parsed ? null : blowOut(parsed.tree);
  }, [expression]);
  const entries = useMemo(() => (site ? entryPoints(exercise, site) : []), [exercise, site]);
  const entry = entries[chosen] ?? entries[0];
  const tex = useMemo(() => {
    const names = { out: quantity, symbolOf: (name: string) => symbols[name] ?? name };
    return blown && blowOutTex(blown, blowOutAt(blown, entry?.point ?? {}), names, padded);
  }, [blown, entry, quantity, symbols]);
  if (!tex) return <p className={panel.muted}>It has too many operations to be read one by one.</p>;
  const line = (two: TwoLines) => <Lines two={two} hasNumbers={entry !== undefined} />;
  return (
    <div className={styles.unfolded} data-stale={stale || undefined}>
      {entries.length > 1 && (
        <Select
          label="Entry"
          value={String(entries.indexOf(entry as (typeof entries)[number]))}
          onChange={(value) => setChosen(Number(value))}
          choices={entries.map((each, at) => ({ value: String(at), label: sayPlace(each).replace(/^at /, "") }))}
        />
      )}
      {entry === undefined && <p className={panel.muted}>Its numbers come once everything is wired.</p>}
      <ol className={styles.lines} aria-label="Dummy variables">
        {tex.lines.map(({ name, formula, factors }) => (
          <li key={name} className={styles.line}>
            {line(formula)}
            {factors.map((factor) => (
              <div key={factor.symbols} className={styles.factor}>
                {line(factor)}
              </div>
            ))}
          </li>
        ))}
      </ol>
      <ul className={styles.lines} aria-label="Products along the paths">
        {tex.chains.map(({ symbol, paths, sum }) => (
          <li key={symbol} className={styles.line}>
            {paths.map((path) => (
              <div key={path.symbols}>{line(path)}</div>
            ))}
            {line(sum)}
          </li>
        ))}
      </ul>
      <Button className={styles.copy} onClick={() => void copyTex(blowOutLatex(tex))}>
        Copy all as LaTeX
      </Button>
    </div>
  );
}

function Lines({ two: { symbols, numbers }, hasNumbers }: { readonly two: TwoLines; readonly hasNumbers: boolean }) {
  return (
    <div className={styles.two}>
      <MathLine tex={symbols} />
      {hasNumbers && numbers !== "" && (
        <div className={styles.numbers}>
          <MathLine tex={numbers} copied={`${symbols} ${numbers}`} />
        </div>
      )}
    </div>
  );
}
