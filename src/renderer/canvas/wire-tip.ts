import { type Live, live } from "./live-store";

/** The wire whose exact numbers are shown. */
export const tip: Live<string | null> = live<string | null>(null);

/** How long a pointer rests on a wire before its numbers are shown. */
const PATIENCE_MS = 250;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The pointer or the keyboard is on a wire. */
export function showTip(edge: string, patience = PATIENCE_MS): void {
  clearTimeout(timer);
  if (tip.get() !== null || patience === 0) tip.set(edge);
  else timer = setTimeout(() => tip.set(edge), patience);
}

/** It is on none. */
export function hideTip(): void {
  clearTimeout(timer);
  tip.set(null);
}
