import { FileUp } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { grouped } from "#core/drawing/number-format";
import { Button } from "../controls/Button";
import { createTurns } from "../state/turns";
import { type Csv, csvTensor, numericColumns, readCsv } from "./csv";
import type { Read } from "./delimited";
import { Preview } from "./Preview";
import styles from "./TensorDialog.module.css";

/** Larger files are refused before they are read. */
const LARGEST = 64 * 2 ** 20;

interface Loaded {
  readonly name: string;
  readonly csv: Csv;
  readonly numeric: readonly boolean[];
  readonly chosen: readonly number[];
}

/** Columns of a CSV file as numbers. */
export function CsvPanel({ onRead }: { readonly onRead: (read: Read | null) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [read, setRead] = useState<Read | null>(null);
  const [over, setOver] = useState(false);
  const [takeTurn] = useState(createTurns);

  const show = (next: Read) => {
    setRead(next);
    onRead(next);
  };
  const choose = (file: Loaded, chosen: readonly number[]) => {
    setLoaded({ ...file, chosen });
    show(csvTensor(file.csv, chosen));
  };
  const load = async (file: File | undefined) => {
    if (!file) return;
    const isLast = takeTurn();
    setLoaded(null);
    if (file.size > LARGEST) {
      show({ fault: `${file.name} is larger than the ${LARGEST / 2 ** 20} MB that can be read here.` });
      return;
    }
    try {
      const text = await file.text();
      if (!isLast()) return;
      const csv = readCsv(text);
      const numeric = numericColumns(csv);
      const chosen = numeric.flatMap((is, at) => (is ? [at] : []));
      choose({ name: file.name, csv, numeric, chosen }, chosen);
    } catch {
      if (isLast())
        show({ fault: `${file.name} could not be read. It may have been moved or changed; choose it again.` });
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void load(event.dataTransfer.files[0]);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a second way to what the button does.
    <div
      className={styles.panel}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={picker}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        hidden
        aria-label="CSV file"
        onChange={(event) => {
          void load(event.target.files?.[0]);
          // So that the same file can be chosen again after it was mended.
          event.target.value = "";
        }}
      />
      {loaded === null ? (
        <div className={styles.drop} data-over={over ? "" : undefined}>
          <p>Drop a CSV file here, or</p>
          <Button icon={<FileUp aria-hidden />} onClick={() => picker.current?.click()}>
            Choose a file…
          </Button>
        </div>
      ) : (
        <>
          <div className={styles.file}>
            <p className={styles.fileName}>
              <strong>{loaded.name}</strong>{" "}
              <span className={styles.caption}>
                {grouped(loaded.csv.rows.length)} rows,{" "}
                {loaded.csv.hasHeader ? "first line taken as names" : "no line of names"}
              </span>
            </p>
            <Button onClick={() => picker.current?.click()}>Choose another file…</Button>
          </div>
          <fieldset className={styles.columns} aria-label="Columns to use">
            {loaded.csv.columns.map((column, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns may share a name, and stay where they are.
              <label key={at} className={styles.column}>
                <input
                  type="checkbox"
                  checked={loaded.chosen.includes(at)}
                  onChange={(event) =>
                    choose(
                      loaded,
                      event.target.checked
                        ? [...loaded.chosen, at].sort((a, b) => a - b)
                        : loaded.chosen.filter((other) => other !== at),
                    )
                  }
                />
                <span className={styles.columnName}>{column}</span>
                {!loaded.numeric[at] && <span className={styles.note}>text</span>}
              </label>
            ))}
          </fieldset>
          <Preview read={read} height={120} />
        </>
      )}
    </div>
  );
}
