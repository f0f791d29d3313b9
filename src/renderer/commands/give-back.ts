import { throwRecording } from "../kept/kept-recordings";
import { notify } from "../state/notices";
import { beginOpening, isOvertaken } from "../state/opening";
import { dropRead, openRead, readRecordingText } from "../state/recordings";
import type { WorkFile } from "../state/work";

/** A recording that was left without saving it. */
interface LeftRecording {
  readonly title: string;
  readonly text: string;
  /** By which name it is kept on this machine, and the file that it came from; null where there is none. */
  readonly kept: string | null;
  readonly file: WorkFile | null;
}

/** Throws away a recording, says so, and lets a person think better of it for a while. */
export async function offerRecordingBack(left: LeftRecording, mayLeave: () => Promise<boolean>): Promise<void> {
  if (left.kept !== null) await throwRecording(left.kept, Date.now());
  notify(`The recording of “${left.title}” was not saved`, "plain", {
    name: "Bring it back",
    run: () => void bringBack(left, mayLeave),
  });
}

async function bringBack({ text, kept, file }: LeftRecording, mayLeave: () => Promise<boolean>): Promise<void> {
  const opening = beginOpening();
  if (!(await mayLeave())) return;
  const read = await readRecordingText(text);
  if (!("player" in read)) return notify("This recording cannot be read any more, and that is our fault", "problem");
  if (isOvertaken(opening)) return dropRead(read);
  if (kept !== null) await throwRecording(kept, null);
  openRead(opening, read, { file, inFile: false, kept });
}
