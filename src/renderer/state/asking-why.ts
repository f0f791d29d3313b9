import { create } from "zustand";
import type { GradPlace } from "#core/check/grad-place";
import type { Explanation, WhyQuestion } from "../worker/explain";
import { notify } from "./notices";
import { askEngine, runs } from "./running";
import { isShown, select, session, subscribeSession } from "./session";
import { setSettings } from "./settings";
import { createTurns } from "./turns";
import { viewport } from "./viewport";
import type { Selection } from "./work";

/** The question why a gradient is what it is, and where it has led. */
export interface Asking {
  /** From the gradient that was asked about first to the one that is explained now. */
  readonly trail: readonly Explanation[];
  /** Whether the explanation is in view; else it is kept to be come back to. */
  readonly shown: boolean;
  /** As many terms as are told one by one. */
  readonly most: number;
  /** Rises whenever a person asks or goes back, and not when an explanation is given anew of another run. */
  readonly turn: number;
}

/** As many terms are told one by one unless more are asked for. */
export const FEW_TERMS = 8;
const MORE_TERMS = 64;

const useAsking = create<Asking>()(() => ({ trail: [], shown: false, most: FEW_TERMS, turn: 0 }));

/** What `read` makes of the question, and again whenever that changes. */
export function useWhy<T>(read: (asking: Asking) => T): T {
  return useAsking(read);
}

/** What was selected before the first question, and is again once it is left. */
let before: Selection | null = null;
/** A selection that this file makes as a question leads from place to place does not put its explanation out of view. */
let leading = false;

/** Asks why an entry of a gradient is what it is, and shows the answer in the inspector. */
export async function askWhy(question: WhyQuestion): Promise<void> {
  const { trail, shown } = useAsking.getState();
  if (trail.length === 0 || !shown) before = session().selection;
  await lead(question, []);
}

/** From an explanation to that of a number in it. */
export async function followWhy(question: WhyQuestion): Promise<void> {
  await lead(question, useAsking.getState().trail);
}

/** Back to the one before, or to the one at this place of the trail; from the first one, out of the question. */
export function backWhy(to = useAsking.getState().trail.length - 2): void {
  const { trail, turn } = useAsking.getState();
  const kept = trail.slice(0, to + 1);
  const last = kept.at(-1);
  if (!last) {
    closeWhy();
    return;
  }
  useAsking.setState({ trail: kept, most: FEW_TERMS, turn: turn + 1 });
  selectPlace(last.place);
  void renew();
}

/** Leaves the question; what was selected before it is again. */
export function closeWhy(): void {
  useAsking.setState({ trail: [], shown: false });
  const { graph } = session().analysis;
  const there = before && {
    nodes: graph.nodes.flatMap(({ id }) => (before?.nodes.has(id) ? id : [])),
    edges: graph.edges.flatMap(({ id }) => (before?.edges.has(id) ? id : [])),
  };
  if (there) select(there.nodes, there.edges);
  viewport()?.focus();
}

/** Puts the explanation in view, or out of view. */
export function showWhy(shown: boolean): void {
  useAsking.setState({ shown });
}

/** Tells more terms one by one. */
export function tellMoreTerms(): void {
  useAsking.setState({ most: MORE_TERMS });
  void renew();
}

const takeTurn = createTurns();

async function lead(question: WhyQuestion, trail: readonly Explanation[]): Promise<void> {
  const { id } = session();
  const isLast = takeTurn();
  const answer = await askEngine((engine) => engine.why(question, FEW_TERMS));
  if (!isLast() || !isShown(id)) return;
  if (!answer) {
    notify("C does not depend on it, so there is no gradient to explain.");
    return;
  }
  setSettings({ inspectorOpen: true });
  selectPlace(answer.place);
  useAsking.setState(({ turn }) => ({ trail: [...trail, answer], shown: true, most: FEW_TERMS, turn: turn + 1 }));
}

function selectPlace(place: GradPlace): void {
  leading = true;
  if (place.kind === "edge") select([], [place.edge]);
  else select([place.node]);
  leading = false;
}

/** Asks again, of the run as it is now. */
async function renew(): Promise<void> {
  const { trail, most, turn } = useAsking.getState();
  const last = trail.at(-1);
  if (!last) return;
  const answer = await askEngine((engine) => engine.why(last, most));
  if (useAsking.getState().turn !== turn || useAsking.getState().trail.at(-1) !== last) return;
  useAsking.setState(answer ? { trail: [...trail.slice(0, -1), answer] } : { trail: [], shown: false });
}

/** Keeps the explanation in step with the run, and puts it out of view when a person selects something else. Returns what stops it. */
export function startAskingWhy(): () => void {
  let run = runs.whole();
  const stops = [
    runs.subscribe(() => {
      if (runs.whole() === run) return;
      run = runs.whole();
      if (useAsking.getState().trail.length > 0) void renew();
    }),
    subscribeSession((now, old) => {
      if (now.id !== old.id) useAsking.setState({ trail: [], shown: false });
      else if (!leading && !sameSelection(now.selection, old.selection)) showWhy(false);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function sameSelection(one: Selection, other: Selection): boolean {
  const same = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
    a === b || (a.size === b.size && [...a].every((id) => b.has(id)));
  return same(one.nodes, other.nodes) && same(one.edges, other.edges);
}
