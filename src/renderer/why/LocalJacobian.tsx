import { useEffect, useState } from "react";
import type { GradPlace } from "#core/check/grad-place";
import type { Jacobian } from "#core/check/jacobian";
import { grouped } from "#core/drawing/number-format";
import { partialTex } from "#core/formula/write-tex";
import { Button } from "../controls/Button";
import { HeatMap } from "../fields/HeatMap";
import { Formula } from "../formula/Formula";
import { Section } from "../panels/Section";
import { askEngine } from "../state/running";
import type { Explanation } from "../worker/explain";
import styles from "./Why.module.css";

interface LocalJacobianProps {
  readonly of: Explanation;
  readonly place: Exclude<GradPlace, { kind: "out" }>;
  /** TeX of the output of the node, and of the tensor that it reads. */
  readonly out: string;
  readonly x: string;
}

/** All local derivatives of a node's output by one tensor that it reads, as a heat map: reckoned when it is asked for. */
export function LocalJacobian({ of, place, out, x }: LocalJacobianProps) {
  const [open, setOpen] = useState(false);
  return (
    <Section title="Local Jacobian" aside={<Formula tex={partialTex(out, x)} />}>
      {open ? (
        <Shown of={of} place={place} />
      ) : (
        <Button className={styles.start ?? ""} onClick={() => setOpen(true)}>
          Show the local Jacobian
        </Button>
      )}
    </Section>
  );
}

function Shown({ of, place }: Pick<LocalJacobianProps, "of" | "place">) {
  const [found, setFound] = useState<Jacobian | null>(null);
  useEffect(() => {
    let wanted = true;
    void askEngine((engine) => engine.jacobian(place, of.at)).then((jacobian) => {
      if (wanted) setFound(jacobian);
    });
    return () => {
      wanted = false;
    };
  }, [place, of]);
  if (!found) return <p className={styles.rest}>Reckoning…</p>;
  const { rows, columns, window, matrix } = found;
  const range = ([from, to]: readonly [number, number], all: number) =>
    to - from === all ? `all ${grouped(all)}` : `${grouped(from + 1)} to ${grouped(to)} of ${grouped(all)}`;
  return (
    <>
      <HeatMap label="Local Jacobian" tensor={matrix} height={220} />
      <p className={styles.caption}>
        {`A row for each entry of the output (${range(window.rows, rows)}), a column for each entry of what is read (${range(window.columns, columns)}). This gradient goes by column ${grouped(of.at + 1)}.`}
      </p>
    </>
  );
}
