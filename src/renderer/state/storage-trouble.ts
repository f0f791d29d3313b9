import { create } from "zustand";
import type { Trouble } from "../kept/trouble";

/** What is kept on this machine. */
type What = "drafts" | "recordings";

const useTroubleStore = create<Readonly<Record<What, Trouble | null>>>()(() => ({ drafts: null, recordings: null }));

/** Says why something cannot be kept on this machine; null where it can. */
export function setStorageTrouble(what: What, trouble: Trouble | null): void {
  useTroubleStore.setState({ [what]: trouble });
}

/** Why something of a person's work cannot be kept on this machine now; null as long as all of it is. */
export const useStorageTrouble = (): Trouble | null =>
  useTroubleStore(({ drafts, recordings }) => drafts ?? recordings);
