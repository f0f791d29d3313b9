import type { Json } from "#core/json";
import { recordingOperations } from "#core/recording/recording-work";
import { type Mismatch, verifyRecording } from "#core/recording/verify";
import { shorten } from "#core/shorten";
import { encodeNumber } from "#core/tensor/tensor-json";
import { type Command, jsonOption } from "./command";
import { keepToLimit, limitOption } from "./limit";
import { loadRecording } from "./read-recording";
import { printJson } from "./report";
import { visibleLine } from "./visible";

/** `gradwire verify REC`: every step computed again and compared. */
export const verify: Command = {
  name: "verify",
  takes: "REC",
  summary: "compute every step of a recording again, and name the first that differs",
  options: { ...jsonOption, ...limitOption },
  async run(given, io) {
    const [file = ""] = given.files;
    const loaded = await loadRecording(io, file, given.flag("json"));
    if (!loaded) return 1;
    keepToLimit(given, "the proof", recordingOperations(loaded.recording));
    const { steps, firstMismatch } = verifyRecording(loaded.recording);
    // One that was cut off by a crash is whole as far as it goes.
    const damaged = loaded.flaws.some(({ kind }) => kind === "damaged");
    const ok = firstMismatch === null && !damaged;
    if (given.flag("json")) {
      const flaws = loaded.flaws.map(({ line, message }) => ({ line, message }));
      const more = flaws.length > 0 ? { flaws } : {};
      await printJson(io, { ok, steps, firstMismatch: firstMismatch && encodeMismatch(firstMismatch), ...more });
    } else if (firstMismatch) await io.out(`${visibleLine(`${file}: ${describeMismatch(firstMismatch)}`)}\n`);
    else
      await io.out(
        `${visibleLine(file)}: ${steps} steps, all as computed${damaged ? ", but the file is damaged" : ""}\n`,
      );
    return ok ? 0 : 1;
  },
};

function encodeMismatch(mismatch: Mismatch): Json {
  const { step, event, what, node, edge, param, index, recorded, computed, message } = mismatch;
  return {
    step,
    event,
    what,
    node: node ?? null,
    edge: edge ?? null,
    param: param ?? null,
    index,
    recorded: recorded === null ? null : encodeNumber(recorded),
    computed: computed === null ? null : encodeNumber(computed),
    message: message ?? null,
  };
}

function describeMismatch({ step, what, node, edge, param, index, recorded, computed, message }: Mismatch): string {
  const places = Object.entries({ node, edge, param }).flatMap(([kind, name]) =>
    name === undefined ? [] : [` ${kind} ${JSON.stringify(shorten(name))}`],
  );
  const at = places.length === 0 ? "" : `${places.join(",")}:`;
  const said = message ?? `entry ${index} is ${recorded} in the recording, and ${computed} as computed`;
  return `step ${step}:${at} the ${what} ${message ? said : `differs: ${said}`}`;
}
