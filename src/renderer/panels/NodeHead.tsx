import { Pencil } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { setLabel } from "#core/document/commands";
import { texName } from "#core/formula/name";
import { fullNameOf, nameOf, typeNameOf } from "#core/graph/graph";
import { IconButton } from "../controls/IconButton";
import { TextField } from "../controls/TextField";
import { Formula } from "../formula/Formula";
import { change, currentDocument } from "../state/session";
import styles from "./NodeHead.module.css";
import { TypeDot } from "./NodeLink";
import type { NodeView } from "./node-view";
import panel from "./Panel.module.css";

/** A node's name, which can be rewritten, its type, and in one sentence what it does. */
export function NodeHead({ view: { node, names, resolved } }: { readonly view: NodeView }) {
  const [writing, setWriting] = useState(false);
  const name = nameOf(node);
  const full = fullNameOf(node);
  const rename = (label: string) => {
    if (label.trim() !== full) change(setLabel(currentDocument(), node.id, label === node.id ? "" : label), "rename");
  };
  return (
    <header className={panel.head}>
      <div className={panel.title}>
        <TypeDot type={node.type} />
        {writing ? (
          <NameField name={full} onRename={rename} onEnd={() => setWriting(false)} />
        ) : (
          <>
            <h2 className={styles.name}>
              <Formula tex={texName(names.out)} label={name} /> <span className={panel.type}>{typeNameOf(node)}</span>
            </h2>
            <IconButton label="Rename" size="small" side="left" onClick={() => setWriting(true)}>
              <Pencil aria-hidden />
            </IconButton>
          </>
        )}
      </div>
      <p className={panel.muted}>
        {resolved?.op.summary ?? "This version of Gradwire does not know this type. The node is kept as it is."}
      </p>
    </header>
  );
}

interface NameFieldProps {
  readonly name: string;
  readonly onRename: (name: string) => void;
  readonly onEnd: () => void;
}

function NameField({ name, onRename, onEnd }: NameFieldProps) {
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const input = box.current?.querySelector("input");
    input?.focus();
    input?.select();
  }, []);
  return (
    <fieldset
      ref={box}
      aria-label="Rename"
      className={styles.field}
      onBlur={onEnd}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === "Escape") onEnd();
      }}
    >
      <TextField label="Name" hideLabel value={name} onCommit={onRename} />
    </fieldset>
  );
}
