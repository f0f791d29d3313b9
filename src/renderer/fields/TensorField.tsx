import { Pencil } from "lucide-react";
import { type ReactNode, useState } from "react";
import { rangeText } from "#core/drawing/number-format";
import { formatShape, scalar, type Tensor } from "#core/tensor/tensor";
import { Button } from "../controls/Button";
import { useFixed } from "../controls/fixed";
import { HeatMap } from "./HeatMap";
import { NumberField, type NumberFieldProps, type Phase } from "./NumberField";
import { TensorDialog } from "./TensorDialog";
import styles from "./TensorField.module.css";
import { fitsGrid, TensorGrid } from "./TensorGrid";

interface TensorFieldProps extends Pick<NumberFieldProps, "refuse" | "problem" | "readOnly"> {
  /** What it is, in words: `weight of z`. */
  readonly label: string;
  /** What is drawn above it, such as a symbol; the label where there is none. */
  readonly heading?: ReactNode;
  readonly value: Tensor;
  readonly onChange: (value: Tensor, phase: Phase) => void;
}

/**
 * A tensor edited where it stands: a scalar as a number, up to 8 × 8 as a grid, a larger one as a heat map. Its shape opens a dialog
 * where it can be pasted, generated or loaded.
 */
export function TensorField({ label, heading, value, onChange, refuse, problem, ...rest }: TensorFieldProps) {
  const fixed = useFixed();
  const readOnly = fixed || (rest.readOnly ?? false);
  const [open, setOpen] = useState(false);
  const isScalar = value.shape.length === 0;
  const isGrid = !isScalar && fitsGrid(value);
  const common = { readOnly, problem, ...(refuse ? { refuse } : {}) };
  const edit = () => setOpen(true);
  const shape = formatShape(value.shape);
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <span className={styles.heading}>{heading ?? label}</span>
        {!readOnly && (
          <button
            type="button"
            className={styles.edit}
            aria-label={`Edit ${label}, ${shape}, as a table`}
            title="Edit as a table, paste, generate or load…"
            onClick={edit}
          >
            <Pencil aria-hidden />
          </button>
        )}
        {isScalar ? (
          <span className={styles.scalar}>
            <NumberField
              {...common}
              label={label}
              value={value.data[0] ?? 0}
              onChange={(number, phase) => onChange(scalar(number), phase)}
            />
          </span>
        ) : (
          <span className={styles.shape}>{shape}</span>
        )}
      </div>
      {isGrid && <TensorGrid {...common} label={label} value={value} onChange={onChange} />}
      {!isScalar && !isGrid && (
        <>
          <HeatMap label={label} tensor={value} inspectable={false} />
          <div className={styles.foot}>
            <span className={styles.range}>{rangeText(value.data, value.shape)}</span>
            {!readOnly && (
              <Button look="plain" className={styles.open} onClick={edit} aria-label={`Edit ${label}`}>
                Edit…
              </Button>
            )}
          </div>
        </>
      )}
      {problem !== undefined && <p className={styles.problem}>{problem}</p>}
      {open && (
        <TensorDialog
          label={label}
          value={value}
          {...(refuse ? { refuse } : {})}
          onApply={(tensor) => {
            setOpen(false);
            onChange(tensor, "commit");
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
