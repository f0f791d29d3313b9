import { create } from "zustand";
import { MAX_FILE_BYTES } from "#core/document/file-size";
import type { Analysis } from "#core/graph/analyse";
import type { Anchor, Aside, Question } from "#core/recording/event";
import { ROOM_IN_WORDS } from "#core/recording/room";
import { sizeOf } from "#core/tensor/tensor";
import { keepRecording, type RecordingKeeper } from "../kept/kept-recordings";
import type { Written } from "../worker/recorder-protocol";
import { notify } from "./notices";
import { startWriting, type Writing } from "./recorder-thread";
import { type RecordingClock, startClock } from "./recording-clock";
import { type Follower, followWork, type Hearer } from "./recording-follow";
import { currentDocument, session, subscribeSession } from "./session";
import { useSettings } from "./settings";
import { pause, stepping } from "./stepping";

/** A recording that is being made. */
export interface RecordingNow {
  /** Whole seconds since it began, without those during which its clock stood still. */
  readonly seconds: number;
  readonly steps: number;
  readonly events: number;
  /** Whether the person has stopped the clock. */
  readonly held: boolean;
  /** Whether the clock waits while a caption, a marker or a question is written. */
  readonly writing: boolean;
  /** What was last told beside the steps, as a new object each time. */
  readonly said: { readonly code: Aside["code"] } | null;
}

/** A recording that is done: its text, and by which name it is kept on this machine until a file holds it. */
export interface MadeRecording {
  readonly title: string;
  readonly text: string;
  readonly kept: string;
}

/** The text of a recording as far as it is written, and how long that is. */
interface GrowingText {
  readonly pieces: string[];
  size: number;
}

/** All that a recording under way is made of. */
interface Making {
  readonly title: string;
  readonly clock: RecordingClock;
  readonly since: (at: number) => number;
  readonly writing: Writing;
  readonly keeper: RecordingKeeper;
  readonly follower: Follower;
  readonly text: GrowingText;
  readonly stops: readonly (() => void)[];
}

/** Steps that leave more numbers than this are not told with them: a reader recomputes them. */
const MOST_NUMBERS = 10_000;
/** Once a recording is this large, in characters, whoever makes it is told. */
const MUCH = 0.75 * MAX_FILE_BYTES;
const TICK = 200;

const store = create<{ readonly recording: RecordingNow | null }>()(() => ({ recording: null }));
let making: Making | null = null;

/** The recording that is being made, outside React; null while there is none. */
export const recording = (): RecordingNow | null => store.getState().recording;

/** The recording that is being made, or what `read` makes of it, and again whenever that changes. */
export function useRecording(): RecordingNow | null;
export function useRecording<T>(read: (recording: RecordingNow | null) => T): T;
export function useRecording(read: (recording: RecordingNow | null) => unknown = (now) => now): unknown {
  return store(({ recording }) => read(recording));
}

/** Hears whenever something of the recording changes. Returns what stops it. */
export const subscribeRecording = (listener: () => void): (() => void) => store.subscribe(listener);

/** Begins to record what is done from now on. Nothing where there is no document to do it to, or it is recorded already. */
export function startRecording(title: string): void {
  const { open, watching, analysis } = session();
  if (making || !open || watching) return;
  const clock = startClock(() => performance.now());
  const keeper = keepRecording(title);
  const text: GrowingText = { pieces: [], size: 0 };
  // What the thread says may come after the recording has ended, and another one begun.
  const writing: Writing = startWriting(
    (written) => take(written, text, keeper, () => making?.writing === writing),
    () => failed(writing),
  );
  const rate = useSettings.getState().learningRate;
  const header = { title, created: new Date().toISOString(), seed: 0, requires: [], rate };
  const values = mostNumbers(analysis) > MOST_NUMBERS ? "keyframes" : "all";
  writing.call((recorder) => recorder.begin({ ...header, values, document: currentDocument() }));
  const since = startPace();
  const follower = followWork(hearer({ clock, writing, since }));
  making = { title, clock, since, writing, keeper, follower, text, stops: watchPage(keeper) };
  store.setState({ recording: { seconds: 0, steps: 0, events: 0, held: false, writing: false, said: null } });
  follower.catchUp();
}

/** Ends the recording, and gives it once all of it has been written; null where none is made. */
export async function stopRecording(): Promise<MadeRecording | null> {
  const now = leave(true);
  if (!now) return null;
  const { title, clock, writing, since, keeper, text } = now;
  writing.call((recorder) => recorder.end(since(clock.now())));
  await writing.finish();
  await keeper.flush();
  return { title, text: text.pieces.join(""), kept: keeper.id };
}

/** Stops the clock of the recording, or lets it go on: what is done meanwhile takes no time, and is told as one change. */
export function holdRecording(held: boolean): void {
  if (!making || recording()?.held === held) return;
  // Steps that nobody sees being taken are not part of a walk.
  if (held) {
    pause();
    making.follower.catchUp();
  }
  making.clock.rest("held", held);
  if (!held) making.follower.catchUp();
  show({ held });
}

/** While something is written that is told beside the steps, the clock stands still, unless steps play on meanwhile. */
export function setWriting(writing: boolean): void {
  if (!making) return;
  const rests = writing && stepping()?.playing !== true;
  making.clock.rest("writing", rests);
  show({ writing: rests });
}

/** Shows a caption from now on, at a node or an edge or nowhere; an empty one takes away the one before. */
export function caption(text: string, anchor: Anchor): void {
  tell({ code: "c", text, ...anchor });
}

/** Begins a chapter. */
export function marker(title: string): void {
  tell({ code: "m", title });
}

/** Has playing wait here until the learner goes on. */
export function pauseHere(): void {
  tell({ code: "p" });
}

/** Asks the learner something. */
export function ask(question: Question): void {
  tell({ code: "q", ...question });
}

function tell(aside: Aside): void {
  if (!making) return;
  const { clock, follower, writing, since } = making;
  // It is told of what is seen now, even where the clock stands still.
  follower.catchUp();
  writing.call((recorder) => recorder.tell(aside, since(clock.now())));
  show({ said: { code: aside.code } });
}

/** Tells of each moment how many seconds lie between it and the one before; never less than none. */
function startPace(): (at: number) => number {
  let last = 0;
  return (at) => {
    const dt = Math.max(0, at - last);
    last = Math.max(at, last);
    return dt;
  };
}

function hearer({ clock, writing, since }: Pick<Making, "clock" | "writing" | "since">): Hearer {
  return {
    now: clock.now,
    held: () => clock.rests("held"),
    idle: writing.idle,
    moveTo(position, at) {
      writing.call((recorder) => recorder.moveTo(position, since(at)));
    },
    update(rate, change, at) {
      writing.call((recorder) => recorder.update(rate, change, since(at)));
    },
    edit(change, position, at) {
      writing.call((recorder) => recorder.edit(change, position, since(at)));
    },
    tell(aside, at) {
      writing.call((recorder) => recorder.tell(aside, since(at)));
    },
    lost: () => endNow("Another graph was opened, so the recording has ended. It is offered again on the start screen"),
  };
}

function take(
  { lines, steps, events, isFull }: Written,
  text: GrowingText,
  keeper: RecordingKeeper,
  isUnderWay: () => boolean,
): void {
  const size = text.size + lines.length;
  if (text.size <= MUCH && size > MUCH) {
    notify("The recording is about as large as Gradwire can open: stop it soon, or begin another", "problem");
  }
  text.pieces.push(lines);
  text.size = size;
  keeper.add(lines, steps);
  if (!isUnderWay()) return;
  show({ steps, events });
  if (isFull) endNow(`The recording has ended, as ${ROOM_IN_WORDS}. It is offered on the start screen`);
}

/** Ends a recording that cannot go on; what there is of it is whole, and is kept. */
function endNow(why: string): void {
  const now = leave(false);
  if (!now) return;
  const { clock, writing, since, keeper } = now;
  writing.call((recorder) => recorder.end(since(clock.now())));
  void writing.finish().then(keeper.release);
  notify(why, "problem");
}

/** The thread broke, which is our fault: what was written is kept and can be opened. */
function failed(writing: Writing): void {
  if (making?.writing !== writing) return;
  void leave(false)?.keeper.release();
  notify(
    "The recording broke off, and that is our fault. What there is of it is offered on the start screen",
    "problem",
  );
}

/** Ceases to record, and tells before that what has not been told yet; gives what the recording was made of. */
function leave(catchUp: boolean): Making | null {
  const now = making;
  if (!now) return null;
  if (catchUp) now.follower.catchUp();
  now.follower.stop();
  for (const stop of now.stops) stop();
  making = null;
  store.setState({ recording: null });
  return now;
}

function show(change: Partial<RecordingNow>): void {
  const now = recording();
  if (now) store.setState({ recording: { ...now, ...change } });
}

/** Shows the seconds, keeps what there is when the page is hidden, and holds the clock on the start screen. */
function watchPage(keeper: RecordingKeeper): readonly (() => void)[] {
  const timer = setInterval(() => {
    const seconds = Math.floor(making?.clock.now() ?? 0);
    if (seconds !== recording()?.seconds) show({ seconds });
  }, TICK);
  const keep = () => void keeper.flush();
  document.addEventListener("visibilitychange", keep);
  window.addEventListener("pagehide", keep);
  return [
    () => clearInterval(timer),
    () => document.removeEventListener("visibilitychange", keep),
    () => window.removeEventListener("pagehide", keep),
    subscribeSession(({ open }) => {
      if (!open) holdRecording(true);
    }),
  ];
}

/** The most numbers that any one step of a pass leaves. */
function mostNumbers({ runnable, shapes }: Analysis): number {
  let most = 0;
  for (const { node, feeds, shape } of runnable) {
    let back = 0;
    for (const { source } of Object.values(feeds)) back += sizeOf(shapes.get(source) ?? []);
    for (const { data } of Object.values(node.params)) back += data.length;
    most = Math.max(most, sizeOf(shape), back);
  }
  return most;
}
