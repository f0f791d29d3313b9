import { textHash } from "./content-hash";
import type { Happening, Recording } from "./event";
import { seconds } from "./recorder";
import { eventText, headerText, tensorWriter, withoutCreated } from "./write-event";

/**
 * The text of a recording: every line anew, with references to tensors written before, and at the end how many steps there are and the
 * hash of all. Read again it is the same recording, but for times rounded to milliseconds.
 */
export function writeRecording({ header, events }: Recording): string {
  const tensors = tensorWriter();
  const hash = textHash();
  const first = headerText(header);
  tensors.know(header.document.graph);
  hash.add(withoutCreated(first));
  const lines = [first];
  let steps = 0;
  let rest = 0;
  const line = (what: Happening, dt: number) => {
    const text = eventText(what, tensors);
    lines.push(`[${seconds(dt)},${text}`);
    hash.add(text);
  };
  for (const { dt, what } of events) {
    if ("step" in what) steps = what.step;
    if (what.code === "x") rest = dt;
    else line(what, dt);
  }
  line({ code: "x", steps, hash: hash.digits() }, rest);
  return `${lines.join("\n")}\n`;
}
