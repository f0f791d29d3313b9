import { useState } from "react";
import { formatShape, type Tensor } from "#core/tensor/tensor";
import { TextField } from "../controls/TextField";
import { readShape, resized } from "./generate";
import type { NumberFieldProps } from "./NumberField";
import styles from "./TensorDialog.module.css";
import { TensorTable } from "./TensorTable";

interface TablePanelProps extends Pick<NumberFieldProps, "refuse"> {
  readonly label: string;
  readonly value: Tensor;
  readonly onChange: (value: Tensor) => void;
}

/** All entries as a table, in a shape that can be changed. */
export function TablePanel({ label, value, onChange, refuse }: TablePanelProps) {
  const [fault, setFault] = useState<string>();
  const change = (text: string) => {
    const read = readShape(text);
    setFault("fault" in read ? read.fault : undefined);
    if ("shape" in read) onChange(resized(value, read.shape));
  };
  return (
    <div className={styles.panel}>
      <TextField
        label="Shape"
        value={formatShape(value.shape)}
        onCommit={change}
        mono
        problem={fault}
        hint="Entries keep their places; new ones are 0"
      />
      <TensorTable label={label} value={value} onChange={onChange} height={286} {...(refuse ? { refuse } : {})} />
    </div>
  );
}
