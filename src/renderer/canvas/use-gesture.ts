import { useRef } from "react";
import type { Phase } from "../fields/NumberField";
import { newGesture } from "./edits";

/** Joins the changes of one gesture of a field into one entry of the history. */
export function useGesture<T>(
  apply: (value: T, gesture: string) => void,
  what: string,
): (value: T, phase: Phase) => void {
  const gesture = useRef<string | null>(null);
  return (value, phase) => {
    gesture.current ??= newGesture(what);
    apply(value, gesture.current);
    if (phase === "commit") gesture.current = null;
  };
}
