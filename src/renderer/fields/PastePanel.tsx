import { useState } from "react";
import { TextArea } from "../controls/TextField";
import type { Read } from "./delimited";
import { Preview } from "./Preview";
import { readPasted } from "./paste";
import styles from "./TensorDialog.module.css";

/** Numbers from a spreadsheet, or JSON. */
export function PastePanel({ onRead }: { readonly onRead: (read: Read | null) => void }) {
  const [text, setText] = useState("");
  const read = readPasted(text);
  return (
    <div className={styles.panel}>
      <TextArea
        label="Numbers from a spreadsheet, CSV or JSON"
        value={text}
        mono
        rows={9}
        placeholder={"0.5\t−1\t2\n0.1\t 3\t4"}
        problem={read && "fault" in read ? read.fault : undefined}
        onChange={(next) => {
          setText(next);
          onRead(readPasted(next));
        }}
      />
      <Preview read={read} />
    </div>
  );
}
