import { useRef } from "react";

let gestures = 0;

/** A name for a gesture that begins now: its changes make one entry of the history. */
export function newGesture(what: string): string {
  gestures += 1;
  return `${what} ${gestures}`;
}

/** Joins the changes of one gesture of a field into one entry of the history; the change that commits is its last. */
export function useGesture<T>(
  apply: (value: T, gesture: string) => void,
  what: string,
): (value: T, phase: "live" | "commit") => void {
  const gesture = useRef<string | null>(null);
  return (value, phase) => {
    gesture.current ??= newGesture(what);
    apply(value, gesture.current);
    if (phase === "commit") gesture.current = null;
  };
}
