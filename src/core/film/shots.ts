import type { Frame, Player } from "#core/recording/player";
import { beginsStop } from "#core/recording/stops";

/** A picture of a film: what there is to be seen in one frame of a recording, until something else happens. */
export interface Shot {
  /** The frame that is shown: the last one before something new happens. */
  readonly frame: number;
  /** Seconds from what it shows to what comes next, as recorded; null where the recording tells no times. */
  readonly told: number | null;
  /** Whether the answer to the frame's question is shown; the question itself has a shot before that. */
  readonly answered: boolean;
}

/**
 * The pictures of a recording, in order: one for each stop; what is gone in the same moment has no picture. A question has two, the second with its answer; a pause has none of its own.
 */
export function shotsOf({ recording, track }: Player): readonly Shot[] {
  const { events } = recording;
  const { times } = track;
  const timed = (times.at(-1) ?? 0) > 0;
  const shots: Shot[] = [];
  let began = 0;
  let asked: number | null = null;
  const close = (last: number, next: number) => {
    const told = timed ? (times[next] as number) - (times[began] as number) : null;
    // A question is there in its own frame only.
    const frame = asked ?? last;
    if (told !== 0 || asked !== null || next === events.length) shots.push({ frame, told, answered: false });
    if (asked !== null) shots.push({ frame, told: null, answered: true });
    began = next;
    asked = null;
  };
  events.forEach(({ dt, what }, at) => {
    const isNew = what.code !== "p" && beginsStop(what, dt);
    if (at > 0 && (isNew || (asked !== null && what.code === "c"))) close(at, at + 1);
    if (what.code === "q") asked = at + 1;
  });
  close(events.length, events.length);
  return shots;
}

/** Signs that are read in a second, by someone who looks at the graph as well. */
const READ = 17;

/** Seconds that it takes to look at a picture and to read what is said in it. */
export function readingTime(words: string): number {
  return 1.2 + [...words].length / READ;
}

/** What is asked, with its choices. */
export function sayQuestion(question: NonNullable<Frame["question"]>): string {
  if (!("choices" in question)) return question.prompt;
  return `${question.prompt} ${question.choices.map((choice, at) => `${letterOf(at)} ${choice}`).join("   ")}`;
}

/** What the answer is, and why. */
export function sayAnswer(question: NonNullable<Frame["question"]>, number: (x: number) => string): string {
  const { answer, explanation = "" } = question;
  const said = "choices" in question ? `${letterOf(answer)} ${question.choices[answer] ?? ""}` : number(answer);
  return `The answer is ${said}. ${explanation}`.trim();
}

function letterOf(at: number): string {
  return `(${String.fromCharCode(97 + (at % 26))})`;
}
