import { useEffect, useState } from "react";
import { texName } from "#core/formula/name";
import { useFixed } from "../controls/fixed";
import { useWritten } from "../controls/use-written";
import { Formula } from "../formula/Formula";
import styles from "./Card.module.css";
import { rename } from "./edits";
import { hearRename } from "./renaming";

interface CardNameProps {
  readonly id: string;
  /** As it is shown, and the whole of it, which is what is written over. */
  readonly name: string;
  readonly full: string;
}

/** A node's name, in the letters of its formulas. A double click, F2 or Enter on it writes another. */
export function CardName({ id, name, full }: CardNameProps) {
  const [writing, setWriting] = useState(false);
  const written = useWritten<HTMLInputElement>({ given: full, take: (label) => rename(id, label) });
  const input = written.ref;
  const fixed = useFixed();

  useEffect(() => hearRename(id, () => setWriting(true)), [id]);
  useEffect(() => {
    if (writing) input.current?.select();
  }, [writing, input]);

  const backToCard = () => input.current?.closest<HTMLElement>(".react-flow__node")?.focus();
  if (fixed) {
    return (
      <span className={styles.name}>
        <Formula tex={texName(name)} label={name} />
      </span>
    );
  }
  if (!writing) {
    return (
      <button
        type="button"
        tabIndex={-1}
        className={`${styles.name} nodrag-name`}
        title="Double-click to rename"
        onDoubleClick={(event) => {
          event.stopPropagation();
          setWriting(true);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          event.stopPropagation();
          setWriting(true);
        }}
      >
        {/* Not a label of the button: what is seen, such as an index, need not be how the name is written. */}
        <span className={styles.hidden}>Rename </span>
        <Formula tex={texName(name)} label={name} />
      </button>
    );
  }
  return (
    <input
      ref={input}
      className={`${styles.nameField} nodrag`}
      aria-label={`Name of ${name}`}
      value={written.text ?? full}
      onChange={(event) => written.write(event.target.value)}
      onBlur={() => {
        written.settle();
        setWriting(false);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === "Enter") written.settle();
        else written.giveUp();
        backToCard();
        setWriting(false);
      }}
    />
  );
}
