import { useRef, useState } from "react";
import { rangeText } from "#core/drawing/number-format";
import { copyOf, formatShape, sameTensor, type Tensor } from "#core/tensor/tensor";
import { Button } from "../controls/Button";
import { Dialog } from "../controls/Dialog";
import { Tabs } from "../controls/Tabs";
import { CsvPanel } from "./CsvPanel";
import type { Read } from "./delimited";
import { GeneratePanel } from "./GeneratePanel";
import type { NumberFieldProps } from "./NumberField";
import { PastePanel } from "./PastePanel";
import { TablePanel } from "./TablePanel";
import styles from "./TensorDialog.module.css";

interface TensorDialogProps extends Pick<NumberFieldProps, "refuse"> {
  /** What is edited: `weight of z`. */
  readonly label: string;
  readonly value: Tensor;
  /** Asked once, when the person is done; closing is left to the caller. */
  readonly onApply: (tensor: Tensor) => void;
  readonly onClose: () => void;
}

/** What each way of getting a tensor has come to; null where it has not been used. */
type Way = "table" | "paste" | "generate" | "csv";

/** A tensor edited as a table, pasted, generated or loaded from a CSV file. Nothing changes before it is applied. */
export function TensorDialog({ label, value, refuse, onApply, onClose }: TensorDialogProps) {
  const [way, setWay] = useState<Way>("table");
  const [table, setTable] = useState<Tensor>(() => copyOf(value));
  const [reads, setReads] = useState<Readonly<Record<Exclude<Way, "table">, Read | null>>>({
    paste: null,
    generate: null,
    csv: null,
  });
  /** What is generated before anything is chosen. */
  const offered = useRef<Read | null>(null);
  const setRead = (of: Exclude<Way, "table">) => (read: Read | null) => {
    if (of === "generate") offered.current ??= read;
    setReads((before) => ({ ...before, [of]: read }));
  };

  const read: Read | null = way === "table" ? { tensor: table } : reads[way];
  const tensor = read && "tensor" in read ? read.tensor : null;
  const refused = tensor && refuse ? firstRefusal(tensor, refuse) : null;
  const fault = read && "fault" in read ? read.fault : refused;
  const ready = tensor !== null && refused === null && !(way === "table" && sameTensor(tensor, value));

  const { paste, generate, csv } = reads;
  const edited =
    !sameTensor(table, value) || paste !== null || csv !== null || (generate !== null && generate !== offered.current);
  return (
    <Dialog
      open
      edited={edited}
      onClose={onClose}
      size="large"
      title={`Edit ${label}`}
      footer={
        <>
          <p className={styles.verdict} role="status" data-fault={fault === null ? undefined : ""}>
            {fault ?? (tensor ? `${formatShape(tensor.shape)}, ${rangeText(tensor.data, tensor.shape)}` : "")}
          </p>
          <Button look="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button look="strong" disabled={!ready} onClick={() => tensor && onApply(tensor)}>
            {way === "table" ? "Apply" : "Use these numbers"}
          </Button>
        </>
      }
    >
      <Tabs
        label={`Ways to edit ${label}`}
        value={way}
        onChange={(next) => setWay(next as Way)}
        tabs={[
          {
            value: "table",
            label: "Table",
            content: <TablePanel label={label} value={table} onChange={setTable} {...(refuse ? { refuse } : {})} />,
          },
          { value: "paste", label: "Paste", content: <PastePanel onRead={setRead("paste")} /> },
          {
            value: "generate",
            label: "Generate",
            content: <GeneratePanel shape={value.shape} onRead={setRead("generate")} />,
          },
          { value: "csv", label: "Load CSV", content: <CsvPanel onRead={setRead("csv")} /> },
        ]}
      />
    </Dialog>
  );
}

function firstRefusal({ data }: Tensor, refuse: (value: number) => string | null): string | null {
  for (const x of data) {
    const reason = refuse(x);
    if (reason !== null) return reason;
  }
  return null;
}
