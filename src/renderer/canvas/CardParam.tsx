import { type PointerEvent, useState } from "react";
import { mapHeight, type Section } from "#core/drawing/card-plan";
import { texName } from "#core/formula/name";
import { type GraphNode, nameOf } from "#core/graph/graph";
import { formatShape, scalar, type Tensor } from "#core/tensor/tensor";
import { useFixed } from "../controls/fixed";
import { HeatMap } from "../fields/HeatMap";
import { NumberField } from "../fields/NumberField";
import { TensorDialog } from "../fields/TensorDialog";
import { TensorGrid } from "../fields/TensorGrid";
import { Formula } from "../formula/Formula";
import { useLitOnCard } from "../state/entry-pointed";
import { useGesture } from "../state/gesture";
import { pointAtEntry } from "../state/told-step";
import styles from "./Card.module.css";
import { editParam } from "./edits";

interface CardParamProps {
  readonly node: GraphNode;
  readonly section: Extract<Section, { kind: "param" }>;
  readonly problem: string | undefined;
}

/** A param on its card: a number or a small grid to edit where it stands, or a heat map that opens the whole tensor. */
export function CardParam({ node, section, problem }: CardParamProps) {
  const [open, setOpen] = useState(false);
  const fixed = useFixed();
  const { name, field, form } = section;
  const change = useGesture((value: Tensor, gesture) => editParam(node.id, name, value, gesture), name);
  const lit = useLitOnCard(node.id, name);
  const value = node.params[name];
  if (!value) return null;
  const label = `${name} of ${nameOf(node)}`;
  const point = ({ target, currentTarget }: PointerEvent) => {
    const at = [...currentTarget.querySelectorAll("input")].indexOf(target as HTMLInputElement);
    pointAtEntry(at < 0 ? null : { place: { kind: "param", node: node.id, param: name }, at });
  };
  const refuse = field.positive ? refuseNotPositive : undefined;
  const common = { label, problem, ...(refuse ? { refuse } : {}) };
  if (form === "scalar") {
    return (
      <div className={`${styles.scalar} nodrag`} data-lit={lit === null ? undefined : ""}>
        <span className={styles.paramName}>
          <ParamSymbol name={name} symbol={field.symbol} />
        </span>
        <NumberField
          {...common}
          value={value.data[0] ?? 0}
          onChange={(number, phase) => change(scalar(number), phase)}
        />
      </div>
    );
  }
  return (
    <div className={styles.param}>
      <div className={styles.paramHead}>
        <span className={styles.paramName}>
          <ParamSymbol name={name} symbol={field.symbol} />
        </span>
        {fixed ? (
          <span className={styles.shape}>{formatShape(value.shape)}</span>
        ) : (
          <button
            type="button"
            className={`${styles.shape} nodrag`}
            aria-label={`Edit ${label}, ${formatShape(value.shape)}`}
            title="Paste, generate or load…"
            onClick={() => setOpen(true)}
          >
            {formatShape(value.shape)}
          </button>
        )}
      </div>
      {form === "grid" ? (
        <div className="nodrag" onPointerOver={point} onPointerLeave={() => pointAtEntry(null)}>
          <TensorGrid {...common} value={value} onChange={change} characters={6} lit={lit} />
        </div>
      ) : fixed ? (
        <div className={styles.map}>
          <HeatMap label={label} tensor={value} height={mapHeight(value)} inspectable={false} />
        </div>
      ) : (
        <button
          type="button"
          className={`${styles.map} nodrag`}
          aria-label={`Edit ${label}`}
          onClick={() => setOpen(true)}
        >
          <HeatMap label={label} tensor={value} height={mapHeight(value)} inspectable={false} />
        </button>
      )}
      {open && (
        <TensorDialog
          label={label}
          value={value}
          {...(refuse ? { refuse } : {})}
          onApply={(tensor) => {
            setOpen(false);
            change(tensor, "commit");
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

/** A Greek letter says it as the formula does; a word is easier to read as a word. */
function ParamSymbol({ name, symbol }: { readonly name: string; readonly symbol: string }) {
  return /^\p{Script=Greek}$/u.test(symbol) ? <Formula tex={texName(symbol)} label={name} /> : name;
}

function refuseNotPositive(value: number): string | null {
  return value > 0 ? null : "It must be greater than 0";
}
