import { Check, Film, PencilLine, ShieldCheck, TriangleAlert, X } from "lucide-react";
import { shorten } from "#core/shorten";
import { runCommand } from "../commands/run-command";
import { closeRecordingCommand, continueCommand, followCommand, proveCommand } from "../commands/watch-commands";
import { Button } from "../controls/Button";
import { Hint, IconButton } from "../controls/IconButton";
import { playback, seekFrame, usePlayback, useRecordingUnsaved } from "../state/playback";
import { useSession } from "../state/session";
import styles from "./Banner.module.css";
import { sayFlaws } from "./flaw-words";
import { sayMismatch, saySteps } from "./proof-words";

/** Says that what is seen is a recording, whether it has been proved, and how to leave it. */
export function Banner() {
  const title = usePlayback(({ watched }) => watched.header.title);
  const unsaved = useRecordingUnsaved();
  const watching = useSession((now) => now.watching);
  if (title === null || !watching) return null;
  return (
    <section className={styles.banner} aria-label="Recording">
      <Film aria-hidden className={styles.icon} />
      <p className={styles.title}>
        <span className={styles.what}>Recording:</span> <strong>{shorten(title || "Untitled")}</strong>
        {unsaved && <span className={styles.what}> · not saved</span>}
      </p>
      <Flaws />
      <div className={styles.actions}>
        <Proof />
        <Follow />
        <Button icon={<PencilLine aria-hidden />} onClick={() => runCommand(continueCommand)}>
          Continue from here
        </Button>
        <IconButton label="Close the recording" onClick={() => runCommand(closeRecordingCommand)}>
          <X aria-hidden />
        </IconButton>
      </div>
    </section>
  );
}

function Flaws() {
  const flaws = usePlayback(({ watched }) => watched.flaws);
  const stopped = usePlayback(({ frame }) => frame.stopped);
  const words = [flaws && sayFlaws(flaws), stopped].filter(Boolean).join(" ");
  if (words === "") return null;
  return (
    <p className={styles.flaws} role="note" title={words}>
      <TriangleAlert aria-hidden />
      <span>{words}</span>
    </p>
  );
}

function Proof() {
  const proof = usePlayback((now) => now.proof);
  const steps = usePlayback(({ watched }) => watched.steps.at(-1) ?? 0) ?? 0;
  if (!proof) {
    return (
      <Hint label="Computes every step again and compares" side="bottom">
        <Button icon={<ShieldCheck aria-hidden />} onClick={() => runCommand(proveCommand)}>
          Prove
        </Button>
      </Hint>
    );
  }
  if (!proof.ended) {
    const percent = proof.of === 0 ? 0 : Math.floor((100 * proof.done) / proof.of);
    return (
      <p className={styles.proof} role="status">
        Proving… {percent} %
      </p>
    );
  }
  const { mismatch } = proof;
  if (!mismatch) {
    return (
      <p className={styles.proof} role="status" data-good="">
        <Check aria-hidden /> {saySteps(steps)}
      </p>
    );
  }
  const words = sayMismatch(mismatch, playback()?.watched.header.document.graph ?? null);
  return (
    <p role="status" className={styles.proof}>
      <Button
        look="plain"
        className={styles.differs}
        title={`${words} Go there.`}
        onClick={() => void seekFrame(mismatch.event + 1)}
      >
        {words}
      </Button>
    </p>
  );
}

function Follow() {
  const has = usePlayback(({ watched }) => watched.hasCamera);
  const following = usePlayback((now) => now.following);
  if (!has) return null;
  return (
    <Hint label="Look where the recording looks" side="bottom">
      <Button
        look="outlined"
        className={styles.follow}
        aria-pressed={following ?? false}
        onClick={() => runCommand(followCommand)}
      >
        Follow
      </Button>
    </Hint>
  );
}
