import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { setWriting } from "../state/recording";
import { type RecordingField, registerField } from "../state/recording-fields";
import { viewport } from "../state/viewport";

/**
 * The field `ref` of one line, in which something is told: the clock waits while it is written. Enter does `act` and leads back to where the
 * keyboard was before, Esc leads there without.
 */
export function useWritingField(name: RecordingField, ref: RefObject<HTMLInputElement | null>, act: () => void) {
  const [focused, setFocused] = useState(false);
  const before = useRef<EventTarget | null>(null);
  useEffect(
    () =>
      registerField(name, () => {
        ref.current?.focus();
        ref.current?.select();
      }),
    [name, ref],
  );
  useEffect(() => () => setWriting(false), []);
  const field = {
    ref,
    autoComplete: "off",
    spellCheck: false,
    maxLength: 500,
    onFocus: (event: FocusEvent) => {
      before.current = event.relatedTarget;
      setFocused(true);
      setWriting(true);
    },
    onBlur: () => {
      setFocused(false);
      setWriting(false);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Enter") act();
      returnFocus(before.current);
    },
  };
  return { field, focused };
}

/** To where keys step again: from a field on a card to the card, and to the canvas from whatever is gone or takes keys for itself. */
function returnFocus(before: EventTarget | null): void {
  const stop = before instanceof Element ? before.closest<HTMLElement | SVGElement>("[role=group]") : null;
  if (stop?.isConnected) stop.focus({ preventScroll: true });
  else viewport()?.focus();
}
