import { create } from "zustand";

type Lane = "value" | "gradient";

/** The lane of a wire that was clicked last: whoever clicks a gradient wants to see the gradient. */
const useChosen = create<{ readonly edge: string | null; readonly lane: Lane }>()(() => ({
  edge: null,
  lane: "value",
}));

/** Has a wire show this lane first where it is looked at. */
export function chooseLane(edge: string, lane: Lane): void {
  useChosen.setState({ edge, lane });
}

/** The lane of a wire that is looked at first: its value, where nobody chose. */
export function useChosenLane(edge: string): Lane {
  return useChosen((now) => (now.edge === edge ? now.lane : "value"));
}
