import styles from "./Canvas.module.css";
import { useLive } from "./live-store";
import { bubble, spoken } from "./saying";

/** The words beside the pointer, and those for a screen reader. */
export function Saying() {
  const shown = useLive(bubble);
  const words = useLive(spoken);
  return (
    <>
      <p className={styles.spoken} aria-live="polite">
        {words}
      </p>
      {shown && (
        <p className={styles.bubble} style={{ left: shown.at.x, top: shown.at.y }}>
          {shown.text}
        </p>
      )}
    </>
  );
}
