import { expose, transfer } from "comlink";
import { strToU8, zipSync } from "fflate";
import { type Film, openFilm } from "#core/film/film";
import type { Recording } from "#core/recording/event";
import { readRecording } from "#core/recording/read";
import { recordRun } from "#core/recording/record-run";
import { captionsVtt } from "#core/recording/vtt";
import { buildPage } from "../../player/page";
import type { ShareSource, ShareThread } from "./share-protocol";

interface Opened {
  readonly text: string;
  readonly recording: Recording;
  readonly film: Film;
}

let opened: Opened | null = null;

const thread: ShareThread = {
  open(source) {
    const text = textOf(source);
    const { recording } = readRecording(text);
    if (!recording) return null;
    const film = openFilm(recording);
    opened = { text, recording, film };
    const { title, seconds, isTimed, hasCaptions, names } = film;
    return { title, seconds, isTimed, hasCaptions, names, characters: text.length };
  },
  draw: (at, look) => held().film.draw(at, look),
  page: (playerScript) => buildPage({ recordingText: held().text, playerScript, title: "" }),
  captions: () => captionsVtt(held().recording),
  pack(files) {
    const archive = zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)])));
    const bytes = new Uint8Array(archive);
    return transfer(bytes, [bytes.buffer]);
  },
};

expose(thread);

function held(): Opened {
  if (!opened) throw new RangeError("nothing was given to share");
  return opened;
}

/** A pass is shared as what it would be if it were recorded. */
function textOf(source: ShareSource): string {
  if (source.kind === "recording") return source.text;
  const lines: string[] = [];
  recordRun({ document: source.document, updates: 0, rate: 0, created: new Date().toISOString() }, (line) => {
    lines.push(line);
  });
  return lines.join("");
}
