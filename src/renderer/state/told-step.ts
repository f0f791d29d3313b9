import { create } from "zustand";
import type { TensorPlace } from "#core/formula/tree";
import type { Runnable } from "#core/graph/analyse";
import type { ToldEntry } from "#core/telling/told-formula";
import { sizeOf } from "#core/tensor/tensor";
import type { Place, ToldStep } from "../worker/protocol";
import type { ShownEntry } from "./entry-pointed";
import { askEngine, runs } from "./running";
import { isShownAt, session, subscribeSession } from "./session";
import { currentStep, stepping, subscribeStepping } from "./stepping";
import { createTurns } from "./turns";

/** An entry of a tensor that the pointer is on, on a wire or in a panel. */
export interface EntryAt {
  readonly place: Place;
  readonly at: number;
}

interface Held {
  /** Which entry each formula of a step is told of, unless the pointer is on one. */
  readonly choice: "first" | "largest";
  readonly pointed: EntryAt | null;
  /** What the engine has told of a step, with all numbers of its tensors; of the present step only where run and position are its. */
  readonly answer: ToldStep | null;
}

const store = create<Held>()(() => ({ choice: "first", pointed: null, answer: null }));

/** What the engine has told of a step; whoever shows it looks whether it is the step that is shown. */
export const useToldStep = (): ToldStep | null => store(({ answer }) => answer);

/** Which entry each formula of a step is told of. */
export const useToldChoice = (): "first" | "largest" => store(({ choice }) => choice);

/** Has each formula of a step told of its first or its largest entry. */
export const chooseToldEntry = (choice: "first" | "largest"): void => store.setState({ choice });

/** The pointer is on an entry, or on none: a step that has a formula of it tells it of that entry. */
export function pointAtEntry(pointed: EntryAt | null): void {
  const before = store.getState().pointed;
  if (before?.at === pointed?.at && JSON.stringify(before?.place) === JSON.stringify(pointed?.place)) return;
  store.setState({ pointed });
}

/** What an entry on the canvas is to a node that a step is of; null where it is nothing to it. */
function placeAt({ node, feeds }: Runnable, { place, at }: EntryAt): Omit<TensorPlace, "isGradient"> | null {
  if (place.kind === "edge") {
    const handle = Object.keys(feeds).find((each) => feeds[each]?.id === place.edge);
    if (handle !== undefined) return { role: "input", name: handle, at };
    const edge = session().analysis.graph.edges.find(({ id }) => id === place.edge);
    return edge?.source === node.id ? { role: "out", name: "out", at } : null;
  }
  if (place.node !== node.id) return null;
  if (place.kind === "out") return { role: "out", name: "out", at };
  return place.kind === "param" ? { role: "param", name: place.param, at } : { role: "saved", name: place.name, at };
}

/** Where a number of a node's formula is to be seen on the canvas. */
export function shownAt({ node, feeds }: Runnable, { role, name, at, isGradient }: TensorPlace): readonly ShownEntry[] {
  const lane = isGradient ? "gradient" : "value";
  if (role === "input") {
    const edge = feeds[name]?.id;
    return edge === undefined ? [] : [{ on: "edge", id: edge, lane, at }];
  }
  if (role === "param") return [{ on: "card", id: node.id, param: name, at }];
  if (role !== "out") return [];
  const outgoing = session().analysis.graph.edges.filter(({ source }) => source === node.id);
  // Where the gradient is a sum over several wires, none of them shows it.
  const shown = isGradient && outgoing.length > 1 ? [] : outgoing;
  return [
    ...shown.map(({ id }): ShownEntry => ({ on: "edge", id, lane, at })),
    ...(isGradient ? [] : [{ on: "card" as const, id: node.id, param: null, at }]),
  ];
}

const takeTurn = createTurns();

/** Asks the engine for what the page does not know itself: lines of large tensors, and of another entry than the first. */
async function ask(): Promise<void> {
  const isLast = takeTurn();
  const step = currentStep();
  const position = stepping()?.position;
  const ran = step && step.phase !== "seed" ? session().analysis.runnable[step.place] : undefined;
  if (!ran || position === undefined) return;
  const { choice, pointed } = store.getState();
  const entry: ToldEntry = (pointed && placeAt(ran, pointed)) ?? choice;
  if (entry === "first" && isWholeOnPage(ran)) {
    if (store.getState().answer) store.setState({ answer: null });
    return;
  }
  const answer = await askEngine((engine) => engine.tell(position, entry));
  if (answer && isLast() && isShownAt(answer.revision)) store.setState({ answer });
}

/** What the engine tells of another step of a node than the present one; null where the page knows all numbers of it itself. */
export const tellAhead = async (ran: Runnable, position: number): Promise<ToldStep | null> =>
  isWholeOnPage(ran) ? null : askEngine((engine) => engine.tell(position, "first"));

/** Whether the page knows all numbers at a node: of large tensors it has but the first. */
function isWholeOnPage({ node, feeds }: Runnable): boolean {
  const run = runs.whole();
  const reading = run?.nodes.get(node.id);
  if (!run || !reading) return false;
  const inputs = Object.values(feeds).flatMap(({ id }) => run.edges.get(id)?.value ?? []);
  const params = Object.values(reading.params).map(({ value }) => value);
  return [reading.out.value, ...inputs, ...params, ...Object.values(reading.saved)].every(
    ({ shape, head }) => head.length === sizeOf(shape),
  );
}

/** Has what is told follow the steps, the runs and the pointer. Returns what stops it. */
export function startTelling(): () => void {
  const stops = [
    subscribeStepping(() => void ask()),
    runs.subscribe(() => void ask()),
    store.subscribe((now, before) => {
      if (now.choice !== before.choice || now.pointed !== before.pointed) void ask();
    }),
    subscribeSession((now, before) => {
      if (now.id !== before.id) store.setState({ pointed: null, answer: null });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
