import { exact, short } from "#core/drawing/number-format";
import { Hint } from "../controls/IconButton";
import { runs, useProgress, useRun, useStale } from "../state/running";
import { useScalarName } from "../state/seeding";
import styles from "./CostPill.module.css";

/** The cost C of the last run, always in sight; dimmed while the graph has been edited since. */
export function CostPill() {
  const run = useRun();
  const stale = useStale();
  const progress = useProgress();
  const given = run && progress !== "asking" && progress !== "stopped" && progress !== "failed" ? run : null;
  const seeded = given?.seeded ?? null;
  const scalar = useScalarName();
  const cost = seeded ? seeded.value : (given?.cost ?? null);
  const { counted, all } = given?.costs ?? { counted: 0, all: 0 };
  const share =
    !seeded && cost !== null && counted < all ? `of ${counted} of ${all} ${all === 1 ? "loss" : "losses"}` : null;
  const label =
    cost === null
      ? runs.whole()?.cost == null
        ? hintWithout(all)
        : "Cost C: its step has not come yet"
      : seeded
        ? `Gradients are of ${scalar} = ${exact(cost)}, not of C`
        : `Cost C = ${exact(cost)}${share ? `, ${share}` : ""}`;
  return (
    <Hint label={label} side="bottom">
      <output
        className={styles.pill}
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must reach the digits that hovering shows.
        tabIndex={0}
        aria-label={stale ? `${label}, being computed again` : label}
        data-stale={stale || undefined}
        data-finite={cost === null || Number.isFinite(cost)}
      >
        <span className={styles.word}>{seeded ? scalar : "Cost"}</span>
        <span translate="no" className={styles.number}>
          {cost === null ? "—" : short(cost)}
        </span>
        {share && <span className={styles.share}>{share}</span>}
      </output>
    </Hint>
  );
}

function hintWithout(losses: number): string {
  return losses === 0 ? "Cost C: add a Loss to have one" : "Cost C: no Loss can be computed yet";
}
