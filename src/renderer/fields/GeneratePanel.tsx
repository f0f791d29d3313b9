import { useEffect, useState } from "react";
import { formatShape, type Shape } from "#core/tensor/tensor";
import { Select } from "../controls/Select";
import { TextField } from "../controls/TextField";
import type { Read } from "./delimited";
import { generate, KINDS, type Recipe } from "./generate";
import { NumberField, type NumberFieldProps } from "./NumberField";
import { Preview } from "./Preview";
import styles from "./TensorDialog.module.css";

interface GeneratePanelProps {
  /** The shape to start from. */
  readonly shape: Shape;
  readonly onRead: (read: Read | null) => void;
}

/** Numbers made by a rule; random ones follow from a seed, so that they can be had again. */
export function GeneratePanel({ shape, onRead }: GeneratePanelProps) {
  const [recipe, setRecipe] = useState<Recipe>(() => ({
    kind: "normal",
    shape: formatShape(shape),
    constant: 0.5,
    low: 0,
    high: 1,
    mean: 0,
    deviation: 1,
    seed: 1,
    classes: shape.at(-1) ?? 3,
    indexes: "0, 1, 2",
  }));
  const [read, setRead] = useState<Read>(() => generate(recipe));
  const change = (changes: Partial<Recipe>) => {
    const next = { ...recipe, ...changes };
    const result = generate(next);
    setRecipe(next);
    setRead(result);
    onRead(result);
  };
  // The panel opens with numbers that may be taken as they are.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens.
  useEffect(() => onRead(read), []);

  const { kind } = recipe;
  const number = (
    label: string,
    key: "constant" | "low" | "high" | "mean" | "deviation",
    more: Partial<NumberFieldProps> = {},
  ) => <Labelled label={label} value={recipe[key]} onChange={(value) => change({ [key]: value })} {...more} />;
  const whole = (label: string, key: "seed" | "classes", least: number) => (
    <Labelled
      label={label}
      value={recipe[key]}
      step={1}
      wholeOnly
      refuse={(value) => (value < least ? `Write ${least} or more` : null)}
      onChange={(value) => change({ [key]: value })}
    />
  );
  return (
    <div className={styles.panel}>
      <div className={styles.two}>
        <div className={styles.fields}>
          <Select
            label="Kind"
            value={kind}
            choices={KINDS}
            onChange={(value) => change({ kind: value as Recipe["kind"] })}
          />
          {kind === "one-hot" ? (
            <>
              {whole("Classes", "classes", 1)}
              <TextField
                label="Which class is each row"
                value={recipe.indexes}
                mono
                hint="Counted from 0; one alone makes a vector"
                onCommit={(indexes) => change({ indexes })}
                onLive={(indexes) => change({ indexes })}
              />
            </>
          ) : (
            <TextField
              label="Shape"
              value={recipe.shape}
              mono
              hint="Such as 3 × 4; scalar for a single number"
              onCommit={(text) => change({ shape: text })}
              onLive={(text) => change({ shape: text })}
            />
          )}
          {kind === "constant" && number("Number", "constant")}
          {(kind === "linspace" || kind === "uniform") && (
            <div className={styles.pair}>
              {number("From", "low")}
              {number("To", "high")}
            </div>
          )}
          {kind === "normal" && (
            <div className={styles.pair}>
              {number("Mean", "mean")}
              {number("Standard deviation", "deviation", { refuse: (value) => (value < 0 ? "Write 0 or more" : null) })}
            </div>
          )}
          {(kind === "normal" || kind === "uniform") && whole("Seed", "seed", 0)}
        </div>
        <Preview read={read} />
      </div>
    </div>
  );
}

function Labelled({ label, ...rest }: NumberFieldProps) {
  return (
    <div className={styles.number}>
      <span aria-hidden>{label}</span>
      <NumberField label={label} {...rest} />
    </div>
  );
}
