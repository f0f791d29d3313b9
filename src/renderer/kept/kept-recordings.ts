import { setStorageTrouble } from "../state/storage-trouble";
import { type KeptChange, sortKept } from "./kept";
import {
  allRecordings,
  changeRecording,
  deleteRecording,
  type KeptRecording,
  type Piece,
  putPiece,
  putRecording,
  readRecordingText,
} from "./recording-store";
import { troubleOf } from "./trouble";
import { retryAfter } from "./when-to-keep";
import { livingWindows, ownWindow } from "./windows";
import { within } from "./within";

export type { KeptRecording } from "./recording-store";

/** How long lines wait for others to be kept with, in milliseconds. */
const WAIT = 200;
/** How long the store may take before it is said not to answer, or is gone on without, in milliseconds. */
const SILENT = 4000;

const silence = new DOMException("The storage does not answer", "TimeoutError");

/** Keeps the lines of one recording as they come. */
export interface RecordingKeeper {
  readonly id: string;
  readonly add: (lines: string, steps: number) => void;
  /** Keeps at once what waits. All of it has been asked for when this returns. */
  readonly flush: () => Promise<void>;
  /** Keeps what waits, and has every window offer the recording, this one too. */
  readonly release: () => Promise<void>;
}

/** Begins to keep a recording. What cannot be kept is said, and tried again. */
export function keepRecording(title: string): RecordingKeeper {
  const id = `gradwire-recording-${crypto.randomUUID()}`;
  let waiting = "";
  let length = 0;
  let steps = 0;
  let unkept: readonly Piece[] = [];
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let window = ownWindow;

  const head = (): KeptRecording => ({
    id,
    title,
    steps,
    kept: Date.now(),
    window,
    attempt: null,
    fault: null,
    thrown: null,
  });

  async function send(piece: Piece) {
    try {
      const outcome = await within(SILENT, putPiece(head(), piece), "late");
      // Perhaps it is kept after all: then it is kept twice, which reading minds.
      if (outcome === "late") throw silence;
      failures = 0;
      if (unkept.length === 0) setStorageTrouble("recordings", null);
    } catch (error) {
      unkept = [...unkept, piece];
      failures += 1;
      setStorageTrouble("recordings", troubleOf(error));
      timer ??= setTimeout(flush, retryAfter(failures));
    }
  }

  async function flush() {
    clearTimeout(timer);
    timer = undefined;
    const pieces = waiting === "" ? unkept : [...unkept, { recording: id, text: waiting, at: length }];
    length += waiting.length;
    waiting = "";
    unkept = [];
    await Promise.all(pieces.map(send));
  }

  return {
    id,
    add(lines, count) {
      waiting += lines;
      steps = count;
      timer ??= setTimeout(flush, failures === 0 ? WAIT : retryAfter(failures));
    },
    flush,
    async release() {
      window = "";
      await flush();
      await within(SILENT, putRecording(head()).catch(ignore), undefined);
    },
  };
}

/** What there is of recordings: those that are offered, the latest first, and the windows whose recordings are not. */
export interface FoundRecordings {
  readonly offered: readonly KeptRecording[];
  readonly alive: readonly string[];
}

/** The recordings of windows that are gone. Drops those that nobody has asked for in a month. Rejects where they cannot be read. */
export async function findRecordings(): Promise<FoundRecordings> {
  const [all, alive] = await Promise.all([allRecordings(), livingWindows()]);
  const { offered, over } = sortKept(all, alive, Date.now());
  for (const { id } of over) void dropRecording(id);
  return { offered, alive: all.flatMap(({ window }) => (alive.has(window) ? [window] : [])) };
}

/** The text of a recording, as far as it was kept, after it has been noted that somebody opens it. */
export async function takeRecording(id: string): Promise<string> {
  await note(id, { attempt: Date.now() });
  return readRecordingText(id);
}

/** Says of a recording that this window shows it from now on, so that no other offers it. */
export const holdRecording = (id: string): Promise<void> => note(id, { window: ownWindow });

/** Says that opening a recording has gone well. */
export const settleRecording = (id: string): Promise<void> => note(id, { attempt: null });

/** Has every window offer a recording, this one too. */
export const releaseRecording = (id: string): Promise<void> => note(id, { attempt: null, window: "" });

/** Says that a recording was thrown away, which can be taken back for a while; or with null, takes that back for this window. */
export const throwRecording = (id: string, thrown: number | null): Promise<void> =>
  note(id, { thrown, window: thrown === null ? ownWindow : "" });

/** Says that a recording cannot be opened, and has every window offer it as text and as a copy. */
export const refuseRecording = (id: string): Promise<void> =>
  note(id, { attempt: null, fault: "is no whole recording", window: "" });

async function note(id: string, change: KeptChange): Promise<void> {
  await within(SILENT, changeRecording(id, change).catch(ignore), undefined);
}

/** Drops for good what was thrown away, as there is no room left. */
export async function dropThrown(): Promise<void> {
  for (const { id, thrown } of await allRecordings()) if (thrown !== null) await deleteRecording(id);
}

/** Forgets a recording. One that cannot be forgotten is offered again, which loses nothing. */
export async function dropRecording(id: string): Promise<void> {
  await within(SILENT, deleteRecording(id).catch(ignore), undefined);
}

function ignore(): undefined {}
