import { create } from "zustand";
import type { Problem } from "#core/problem";
import type { Question } from "#core/recording/event";

/** What a person may answer when there are changes that are not saved. */
export type LeaveChoice = "save" | "discard" | "cancel";

/** What lies over the app and wants an answer or a look; at most one at a time. */
export type Overlay =
  | { readonly kind: "palette" }
  | { readonly kind: "shortcuts" }
  | { readonly kind: "about" }
  | { readonly kind: "licences" }
  | { readonly kind: "export" }
  | { readonly kind: "rename"; readonly node: string }
  | {
      readonly kind: "unsaved";
      /** What has not been saved: the changes to a document, or a recording that is being made of it. */
      readonly of: "document" | "recording";
      readonly title: string;
      readonly answer: (choice: LeaveChoice) => void;
    }
  /** Something waits until a work has been saved; closing by itself once it is, or "leave" ends the waiting before. */
  | { readonly kind: "saving"; readonly title: string; readonly answer: (choice: "leave" | "cancel") => void }
  /** A question that is asked by `tell`; by the recording that is being made where that is left out. */
  | { readonly kind: "question"; readonly tell?: (question: Question) => void }
  | {
      readonly kind: "refused";
      readonly name: string;
      readonly problems: readonly Problem[];
      /** How many there are, where these are only the first. */
      readonly count?: number;
    }
  /** The text of what cannot be opened. */
  | { readonly kind: "text"; readonly name: string; readonly text: string };

const useOverlayStore = create<{ readonly overlay: Overlay | null }>()(() => ({ overlay: null }));

/** What lies over the app now. */
export const useOverlay = (): Overlay | null => useOverlayStore(({ overlay }) => overlay);

/** What lies over the app now, outside React. */
export const currentOverlay = (): Overlay | null => useOverlayStore.getState().overlay;

/** Lays something over the app, in place of what was there. A question that is pushed aside is answered by "cancel". */
export function showOverlay(overlay: Overlay): void {
  closeOverlay();
  useOverlayStore.setState({ overlay });
}

/** Takes away what lies over the app. */
export function closeOverlay(): void {
  const { overlay } = useOverlayStore.getState();
  useOverlayStore.setState({ overlay: null });
  if (overlay?.kind === "unsaved" || overlay?.kind === "saving") overlay.answer("cancel");
}

/** Says that a work is being saved and waited for, until `end` settles: "ended" then, else what the person said before. */
export function askToWait(title: string, end: Promise<unknown>): Promise<"ended" | "leave" | "cancel"> {
  return new Promise((resolve) => {
    const overlay: Overlay = { kind: "saving", title, answer: resolve };
    showOverlay(overlay);
    // Whatever else lies over the app by then stays.
    const ended = () => {
      resolve("ended");
      if (currentOverlay() === overlay) closeOverlay();
    };
    end.then(ended, ended);
  });
}

/** Whether a question about leaving is being asked already: then that one stands. */
export function isAskedToLeave(): boolean {
  const kind = currentOverlay()?.kind;
  return kind === "unsaved" || kind === "saving";
}

/** Asks what is to become of the changes to the document of this title, or of the recording that is being made of it. */
export function askUnsaved(title: string, of: "document" | "recording" = "document"): Promise<LeaveChoice> {
  return new Promise((resolve) => {
    showOverlay({ kind: "unsaved", of, title, answer: resolve });
  });
}
