import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { notify } from "../state/notices";
import { registerPlace, saySettling } from "../state/settle";

/** What is written in a field, and not taken yet. */
export interface Written<Element extends HTMLElement> {
  /** For the field itself. */
  readonly ref: RefObject<Element | null>;
  /** Null while the field shows what there is. */
  readonly text: string | null;
  readonly write: (text: string) => void;
  /** Goes back to what there is. */
  readonly giveUp: () => void;
  /** Takes what is written; why it cannot be taken, or null. */
  readonly settle: () => string | null;
}

interface WrittenOptions {
  /** What the field shows while nothing is written in it. */
  readonly given: string;
  /** Makes what is written the document's. */
  readonly take: (text: string) => void;
  /** Why a text cannot be taken, in words, or null. */
  readonly refuse?: (text: string) => string | null;
  /** What is wrong with a text that can be taken all the same: no command goes on with it unseen. */
  readonly fault?: (text: string) => string | null;
  /** Whether it may be left half written and come back to. */
  readonly loose?: boolean;
}

/**
 * What is written in a field until it is taken: by Enter, by leaving the field, by any command, before what is open goes, and where the
 * field itself goes, such as a card that is scrolled out of sight.
 */
export function useWritten<Element extends HTMLElement>(options: WrittenOptions): Written<Element> {
  const ref = useRef<Element>(null);
  const [text, setText] = useState<string | null>(null);
  /** The same at once, as one key may settle twice before anything is drawn. */
  const held = useRef<string | null>(null);
  const latest = useRef(options);
  useLayoutEffect(() => {
    latest.current = options;
  });
  const [acts] = useState(() => {
    const hold = (next: string | null) => {
      held.current = next;
      setText(next);
      saySettling();
    };
    const settle = () => {
      const { given, take, refuse } = latest.current;
      const now = held.current;
      if (now === null) return null;
      const why = refuse?.(now) ?? null;
      if (why !== null) return why;
      hold(null);
      if (now !== given) take(now);
      return null;
    };
    return { write: hold, giveUp: () => hold(null), settle };
  });
  useLayoutEffect(() => {
    const leave = registerPlace({
      element: () => ref.current,
      isWritten: () => held.current !== null,
      isNew: () => held.current !== null && held.current !== latest.current.given,
      settle: () => (held.current === null ? null : (latest.current.fault?.(held.current) ?? acts.settle())),
      giveUp: acts.giveUp,
      kind: options.loose ? "loose" : "field",
    });
    return () => {
      leave();
      if (latest.current.loose) return;
      const why = acts.settle();
      if (why !== null) notify(`${why}, so what was there stays`, "problem");
    };
  }, [acts, options.loose]);
  return { ref, text, ...acts };
}
