import { create } from "zustand";

/** A sentence for the person at the screen that wants no answer. */
export interface Notice {
  readonly id: number;
  readonly tone: "plain" | "problem";
  readonly text: string;
  /** What can be done about it, by a button beside it. */
  readonly deed: Deed | null;
}

/** Something that a button beside a sentence does. */
export interface Deed {
  readonly name: string;
  readonly run: () => void;
}

const useNoticeStore = create<{ readonly notice: Notice | null }>()(() => ({ notice: null }));
let count = 0;

/** Shows a sentence for a while, in place of the one before it; screen readers speak it. */
export function notify(text: string, tone: Notice["tone"] = "plain", deed: Deed | null = null): void {
  count += 1;
  useNoticeStore.setState({ notice: { id: count, tone, text, deed } });
}

/** Takes the sentence away, unless it has made room for another already. */
export function dismissNotice(id: number): void {
  if (useNoticeStore.getState().notice?.id === id) useNoticeStore.setState({ notice: null });
}

/** The sentence that is shown now. */
export const useNotice = (): Notice | null => useNoticeStore(({ notice }) => notice);
