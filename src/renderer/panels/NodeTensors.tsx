import { ChevronDown, ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { texName } from "#core/formula/name";
import { termTex } from "#core/formula/write-tex";
import { insideTerm, namingOf } from "#core/ops/naming";
import { own } from "#core/own";
import type { Digest } from "#core/tape/digest";
import { formatShape } from "#core/tensor/tensor";
import { IconButton } from "../controls/IconButton";
import { Formula } from "../formula/Formula";
import { runs } from "../state/running";
import type { Place, Run } from "../worker/protocol";
import { EdgeLink } from "./EdgeLink";
import { LaneNumbers } from "./LaneNumbers";
import { isAwaited, isPartial, sayMissing } from "./missing-gradient";
import styles from "./NodeTensors.module.css";
import type { NodeView } from "./node-view";
import panel from "./Panel.module.css";
import { Section } from "./Section";
import { WholeTensors } from "./WholeTensors";

interface NodeTensorsProps {
  readonly view: NodeView;
  readonly run: Run | null;
  readonly stale: boolean;
}

/** One tensor at a node. */
interface Row {
  readonly tex: string;
  /** What it is to the node: `in` or its handle, `out`, a param's name. */
  readonly role: string;
  /** What it is, in words. */
  readonly label: string;
  readonly value: Digest;
  /** Undefined for one that has no gradient of its own to show, null where C does not depend on it. */
  readonly grad: Digest | null | undefined;
  /** The gradient, or a part of it, comes at a later step of the pass. */
  readonly awaited: boolean;
  readonly place: Place;
  /** The edge that brings it. */
  readonly edge?: string;
}

/** Every tensor of a node in one table: what comes in, params, intermediates, what goes out; each forward and backward. */
export function NodeTensors({ view, run, stale }: NodeTensorsProps) {
  const rows = rowsOf(view, run);
  if (rows.length === 0) return null;
  return (
    <Section title="Values and gradients">
      <table className={styles.table}>
        <caption className={panel.hidden}>Values and gradients at this node</caption>
        <colgroup>
          <col className={styles.names} />
          <col />
          <col className={styles.buttons} />
        </colgroup>
        <thead className={panel.hidden}>
          <tr>
            <th scope="col">Tensor</th>
            <th scope="col">Value and gradient</th>
            <th scope="col">All entries</th>
          </tr>
        </thead>
        {rows.map((row) => (
          <TensorRow key={JSON.stringify(row.place)} row={row} stale={stale} />
        ))}
      </table>
    </Section>
  );
}

function TensorRow({ row, stale }: { readonly row: Row; readonly stale: boolean }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { edge } = row;
  const symbol = <Formula tex={row.tex} />;
  return (
    <tbody>
      <tr>
        <th scope="row" className={styles.name}>
          {edge === undefined ? (
            symbol
          ) : (
            <EdgeLink edge={edge} label={`Show the edge of ${row.label}`}>
              {symbol}
            </EdgeLink>
          )}
          <span className={styles.role}>
            {`${row.role}, `}
            <span className={styles.shape}>{formatShape(row.value.shape)}</span>
          </span>
        </th>
        <td className={styles.lanes}>
          <LaneNumbers digest={row.value} lane="value" stale={stale} />
          {row.grad !== undefined && (
            <LaneNumbers
              digest={row.grad}
              lane="gradient"
              stale={stale}
              without={sayMissing(row.awaited)}
              {...(row.place.kind === "saved" ? {} : { of: row.place })}
            />
          )}
        </td>
        <td className={styles.more}>
          <IconButton
            label={open ? `Hide all of ${row.label}` : `Show all of ${row.label}`}
            size="small"
            side="left"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            {open ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
          </IconButton>
        </td>
      </tr>
      {open && (
        <tr id={id}>
          <td colSpan={3} className={styles.whole}>
            <WholeTensors
              place={row.place}
              label={row.label}
              withGradient={row.grad !== undefined}
              awaited={row.awaited}
            />
          </td>
        </tr>
      )}
    </tbody>
  );
}

function rowsOf({ node, names, symbols, feeds, resolved }: NodeView, run: Run | null): readonly Row[] {
  const reading = run?.nodes.get(node.id);
  if (!run || !reading || !resolved) return [];
  const whole = runs.whole()?.nodes.get(node.id);
  const handles = Object.keys(resolved.inputs);
  const inputs = handles.flatMap((handle): Row[] => {
    const edge = feeds.get(handle);
    const fed = edge && run.edges.get(edge.id);
    if (!fed) return [];
    const tex = texName(own(names.inputs, handle) ?? handle);
    const role = handles.length === 1 ? "in" : handle;
    const awaited = runs.isAwaited(edge.id);
    const place: Place = { kind: "edge", edge: edge.id };
    return [{ tex, role, label: `input ${handle}`, ...fed, awaited, place, edge: edge.id }];
  });
  const params = Object.entries(reading.params).map(([name, param]): Row => {
    const symbol = symbols[name] ?? null;
    const words = symbol === null ? { tex: texName(name), role: "param" } : { tex: texName(symbol), role: name };
    const awaited = isAwaited(param, own(whole?.params ?? {}, name));
    return { ...words, label: name, ...param, awaited, place: { kind: "param", node: node.id, param: name } };
  });
  const saved = Object.entries(reading.saved).map(([name, value]): Row => {
    const label = inWords(name);
    const place: Place = { kind: "saved", node: node.id, name };
    const tex = termTex(insideTerm(name), namingOf(resolved.op, names));
    return { tex, role: "inside", label, value, grad: undefined, awaited: false, place };
  });
  const place: Place = { kind: "out", node: node.id };
  const out = {
    tex: texName(names.out),
    role: "out",
    label: "output",
    ...reading.out,
    awaited: isPartial(reading, whole),
    place,
  };
  return [...inputs, ...params, ...saved, out];
}

/** `kernelByMu` is "kernel by mu". */
function inWords(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
