import { Plus, Trash2 } from "lucide-react";
import type { GradPlace } from "#core/check/grad-place";
import { setParam } from "#core/document/commands";
import { texName } from "#core/formula/name";
import { costByTex } from "#core/formula/write-tex";
import { nameOf } from "#core/graph/graph";
import type { Resolved } from "#core/graph/resolve";
import type { ParamField } from "#core/ops/define";
import type { Digest } from "#core/tape/digest";
import type { NodeReading } from "#core/tape/readings";
import { scalar, sizeOf, type Tensor } from "#core/tensor/tensor";
import { Button } from "../controls/Button";
import { useFixed } from "../controls/fixed";
import { IconButton } from "../controls/IconButton";
import { TensorField } from "../fields/TensorField";
import { fitsGrid, TensorGrid } from "../fields/TensorGrid";
import { Formula } from "../formula/Formula";
import { askWhy } from "../state/asking-why";
import { useGesture } from "../state/gesture";
import { change, currentDocument, session } from "../state/session";
import { LaneNumbers } from "./LaneNumbers";
import type { NodeView } from "./node-view";
import styles from "./ParamFields.module.css";
import { bornParam, inputsToLearn, paramsToFeed } from "./param-changes";
import { Section } from "./Section";

interface ParamFieldsProps {
  readonly view: NodeView;
  readonly resolved: Resolved;
  readonly reading: NodeReading | null;
  readonly stale: boolean;
}

/** The learnable tensors of a node, each to be edited, beside its gradient. */
export function ParamFields({ view, resolved, reading, stale }: ParamFieldsProps) {
  const { node, feeds } = view;
  const fields = Object.entries(resolved.params);
  const learnable = inputsToLearn(resolved).filter((handle) => !feeds.has(handle));
  const fixed = useFixed();
  if (fields.length === 0 && learnable.length === 0) return null;
  const feedable = paramsToFeed(resolved);
  const give = (name: string, value: Tensor | null, what: string) =>
    change(setParam(currentDocument(), node.id, name, value), what);
  return (
    <Section title="Params">
      <div className={styles.params}>
        {fields.map(([name, field]) => {
          const value = node.params[name];
          const away = feedable.includes(name) ? `Make ${name} an input` : field.optional ? `Remove ${name}` : null;
          if (value) {
            return (
              <ParamEditor
                key={name}
                view={view}
                name={name}
                field={field}
                value={value}
                grad={reading?.params[name]?.grad}
                stale={stale}
                {...(away === null ? {} : { away: { label: away, run: () => give(name, null, lowerFirst(away)) } })}
              />
            );
          }
          if (fixed) return null;
          return (
            <Button
              key={name}
              icon={<Plus aria-hidden />}
              onClick={() => give(name, bornParam(resolved, view.runnable, shapesInto(view), name), `add ${name}`)}
            >
              {`Add ${name}`}
            </Button>
          );
        })}
        {(fixed ? [] : learnable).map((name) => (
          <Button key={name} onClick={() => give(name, scalar(1), `make ${name} learnable`)}>
            {`Make ${name} learnable`}
          </Button>
        ))}
      </div>
    </Section>
  );
}

interface ParamEditorProps {
  readonly view: NodeView;
  readonly name: string;
  readonly field: ParamField;
  readonly value: Tensor;
  readonly grad: Digest | null | undefined;
  readonly stale: boolean;
  readonly away?: { readonly label: string; readonly run: () => void };
}

function ParamEditor({ view: { node, symbols, problems }, name, field, value, grad, stale, away }: ParamEditorProps) {
  const write = useGesture(
    (tensor: Tensor, gesture) => change(setParam(currentDocument(), node.id, name, tensor), `change ${name}`, gesture),
    name,
  );
  const fixed = useFixed();
  const problem = problems.find(({ param }) => param === name)?.message;
  const symbol = symbols[name] ?? null;
  const grid = grad ? gridOf(grad) : null;
  const without = grad === undefined ? "not computed yet" : "C does not depend on it";
  const label = `${name} of ${nameOf(node)}`;
  const place: GradPlace = { kind: "param", node: node.id, param: name };
  return (
    <div className={styles.param}>
      <div className={styles.value}>
        <TensorField
          label={label}
          heading={<Heading tex={symbol === null ? null : texName(symbol)} name={name} />}
          value={value}
          onChange={write}
          problem={problem}
          {...(field.positive ? { refuse: refuseNotPositive } : {})}
        />
      </div>
      <div className={styles.grad}>
        <div className={styles.gradHead}>
          <Heading tex={costByTex(symbol ?? name)} name="gradient" />
          {!grid && <LaneNumbers digest={grad ?? null} lane="gradient" stale={stale} without={without} of={place} />}
          {away && !fixed && (
            <IconButton label={away.label} size="small" side="left" onClick={away.run}>
              <Trash2 aria-hidden />
            </IconButton>
          )}
        </div>
        {grid && (
          <TensorGrid
            label={`gradient of ${label}`}
            value={grid}
            onChange={() => {}}
            readOnly
            tone={stale ? "plain" : "gradient"}
            onAsk={(at) => void askWhy({ place, at })}
          />
        )}
      </div>
      <p className={styles.hint}>{field.hint}</p>
    </div>
  );
}

function Heading({ tex, name }: { readonly tex: string | null; readonly name: string }) {
  return (
    <span className={styles.heading}>
      {tex !== null && <Formula tex={tex} />} {name}
    </span>
  );
}

/** A gradient whose entries are all known and few enough to be a grid like the param's own. */
function gridOf({ shape, head }: Digest): Tensor | null {
  const tensor = { shape, data: Float64Array.from(head) };
  return shape.length > 0 && sizeOf(shape) <= head.length && fitsGrid(tensor) ? tensor : null;
}

function refuseNotPositive(value: number): string | null {
  return value > 0 ? null : "It must be greater than 0";
}

function shapesInto({ feeds }: NodeView) {
  const { shapes } = session().analysis;
  const known = [...feeds].flatMap(([handle, { source }]) => {
    const shape = shapes.get(source);
    return shape ? [[handle, shape] as const] : [];
  });
  return Object.fromEntries(known);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
