import type { Aside, Header, Recording, RecordingEvent } from "./event";
import { payloadSchemas } from "./schema";
import { eventText, tensorWriter } from "./write-event";

/*
 * What edits of a recording share. They are pure functions from a recording to a recording that reads back without flaws and
 * verifies; where there is nothing to be done they give the same recording. Its hash is left empty until it is written.
 */

/** The events without the last line. */
export function contentOf({ events }: Recording): readonly RecordingEvent[] {
  const end = events.findIndex(({ what }) => what.code === "x");
  return end < 0 ? events : events.slice(0, end);
}

/** The last line with the number of steps that there are now; after as many seconds as that of `recording`. */
function endOf({ events }: Recording, steps: number): RecordingEvent {
  const dt = events.find(({ what }) => what.code === "x")?.dt ?? 0;
  return { dt, what: { code: "x", steps, hash: "" } };
}

/** A recording of these events, with its steps numbered from 1 and an end. */
export function wholeOf(recording: Recording, content: readonly RecordingEvent[], header?: Header): Recording {
  let steps = 0;
  const events = content.map((event) => {
    const { what } = event;
    if (!("step" in what)) return event;
    steps += 1;
    return what.step === steps ? event : { ...event, what: { ...what, step: steps } };
  });
  return { header: header ?? recording.header, events: [...events, endOf(recording, steps)] };
}

/** Whether an event only tells something beside the steps. */
export function isAside(what: RecordingEvent["what"]): what is Aside {
  return "scmpq".includes(what.code) && what.code.length === 1;
}

/** Whether a reader would take it: every number finite, every field there. */
export function isSound(aside: Aside): boolean {
  const [, payload] = JSON.parse(`[${eventText(aside, tensorWriter())}`) as readonly [string, unknown];
  const fits = payloadSchemas[aside.code].safeParse(payload).success;
  return fits && !(aside.code === "q" && "choices" in aside && aside.answer >= aside.choices.length);
}
