import { Target } from "lucide-react";
import { Button } from "../controls/Button";
import { useRun } from "../state/running";
import { seedWith, useScalarName } from "../state/seeding";
import styles from "./Seed.module.css";

/** Says that gradients are those of another scalar than C, and how to go back. */
export function SeedBanner() {
  const name = useScalarName();
  const seeded = useRun()?.seeded ?? null;
  if (!seeded) return null;
  return (
    <section className={styles.banner} aria-label="What is differentiated" role="status">
      <Target aria-hidden className={styles.icon} />
      <p>
        Gradients of <strong>{name}</strong>, not of C. Wherever ∂C is written, ∂({name}) is meant.
      </p>
      <Button onClick={() => seedWith(null)}>Back to C</Button>
    </section>
  );
}
