import { usePlayback } from "../state/playback";
import { useSession } from "../state/session";
import { Anchored } from "./Anchored";
import { QuestionCard } from "./QuestionCard";
import styles from "./Told.module.css";

/** What the recording tells beside its steps, on the canvas: a caption, a question, or that it waits. */
export function Told() {
  const watching = useSession((now) => now.watching);
  return watching ? <ToldNow /> : null;
}

function ToldNow() {
  const caption = usePlayback(({ frame }) => frame.caption);
  // Not while another frame is on its way: whoever steps past a question is not asked it in passing.
  const asked = usePlayback(({ frame, wanted, answered }) =>
    frame.question && frame.index === wanted && !answered.has(wanted) ? frame : null,
  );
  const waits = usePlayback(({ frame, playing }) => frame.code === "p" && !playing);
  return (
    <div className={styles.told}>
      {caption && !asked && (
        <Anchored key={keyOf(caption)} anchor={caption} className={styles.caption}>
          {caption.text}
        </Anchored>
      )}
      {asked?.question && <QuestionCard key={asked.index} question={asked.question} frame={asked.index} />}
      {waits && (
        <p className={styles.waits}>
          Paused by the recording – press <kbd>Space</kbd> to go on
        </p>
      )}
      <p className={styles.spoken} role="status" aria-label="Caption">
        {asked?.question ? `Question: ${asked.question.prompt}` : (caption?.text ?? "")}
        {waits ? " Paused by the recording. Press Space to go on." : ""}
      </p>
    </div>
  );
}

/** A caption about the same thing takes the place of the one before. */
function keyOf({ node, edge }: { readonly node?: string; readonly edge?: string }): string {
  return JSON.stringify([node, edge]);
}
