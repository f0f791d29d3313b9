import { type GraphNode, nameOf } from "#core/graph/graph";
import { formatShape, sizeOf } from "#core/tensor/tensor";
import { placeText } from "../fields/cells";
import { NumberField } from "../fields/NumberField";
import { Section } from "../panels/Section";
import { useNodeReading, useRun } from "../state/running";
import { scalarName, seedWith } from "../state/seeding";
import { useSession } from "../state/session";
import styles from "./Seed.module.css";

/** What the gradients on the canvas are those of: C, the sum of this node's output, or one entry of it. */
export function GradientsOf({ node }: { readonly node: GraphNode }) {
  const reading = useNodeReading(node.id);
  const seeded = useRun()?.seeded ?? null;
  const watching = useSession((now) => now.watching);
  if (!reading || watching) return null;
  const { shape } = reading.out.value;
  const size = sizeOf(shape);
  if (size === 0) return null;
  const own = seeded?.seed.node === node.id ? seeded.seed : null;
  const name = nameOf(node);
  const choice = seeded === null ? "C" : own === null ? "other" : own.index === "all" ? "all" : "entry";
  const at = own && own.index !== "all" ? own.index : 0;
  const option = (value: string, words: string, choose: () => void) => (
    <label className={styles.choice}>
      <input type="radio" name={`seed-${node.id}`} checked={choice === value} onChange={choose} />
      {words}
    </label>
  );
  return (
    <Section title="Gradients of">
      <fieldset className={styles.choices} aria-label="Gradients of">
        {option("C", "C", () => seedWith(null))}
        {option("all", scalarName({ node: node.id, index: "all" }, name, size), () =>
          seedWith({ node: node.id, index: "all" }),
        )}
        {size > 1 && option("entry", "one entry", () => seedWith({ node: node.id, index: 0 }))}
      </fieldset>
      {choice === "entry" && (
        <div className={styles.entry}>
          entry
          <span className={styles.field}>
            <NumberField
              label={`Entry of ${name}`}
              value={at + 1}
              step={1}
              wholeOnly
              refuse={(x) => (x >= 1 && x <= size ? null : `Write a number from 1 to ${size.toLocaleString("en")}`)}
              onChange={(x) => seedWith({ node: node.id, index: x - 1 })}
            />
          </span>
          {`of ${size.toLocaleString("en")}${shape.length > 1 ? `: ${placeText(shape, at)} of ${formatShape(shape)}` : ""}`}
        </div>
      )}
    </Section>
  );
}
