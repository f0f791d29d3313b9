import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from "react";
import { exact, parseNumber, short, tight, whole } from "#core/drawing/number-format";
import { classNames } from "../controls/class-names";
import { useFixed } from "../controls/fixed";
import { useWritten } from "../controls/use-written";
import styles from "./NumberField.module.css";
import { stepFor, stepped } from "./step";

/**
 * `live` while a gesture goes on, `commit` once at its end: one gesture is one entry of the history.
 * A gesture that is given up with Esc commits the value that it began with.
 */
export type Phase = "live" | "commit";

export interface NumberFieldProps {
  /** What the number is, said by screen readers; it is not drawn. */
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number, phase: Phase) => void;
  /** One arrow key; by default a tenth of the leading digit's place. With 1 and `wholeOnly` it counts. */
  readonly step?: number;
  readonly wholeOnly?: boolean;
  /** Why a number may not be had, in words, or null. Typing it marks the field, and a drag stops short of it. */
  readonly refuse?: (value: number) => string | null;
  /** What is wrong with the value that is there. */
  readonly problem?: string | undefined;
  readonly readOnly?: boolean;
  readonly disabled?: boolean;
  /** The lane's colour; plain for what is edited. */
  readonly tone?: "plain" | "value" | "gradient";
  /** The most characters that it shows at rest, where there is little room. */
  readonly characters?: number;
  /** In a table, arrows and Enter go to a neighbour; then Alt and an arrow step. Gives false where there is none. */
  readonly onMove?: (right: number, down: number) => boolean;
  readonly className?: string;
}

/** Pointer travel before a press becomes a drag, and for one step of a drag, in CSS pixels. */
const DRAG_STARTS = 3;
const DRAG_STEP = 2;

/** A drag, or a run of arrow presses. Its step stays the same all the way, so that it can pass through zero. */
interface Gesture {
  readonly from: number;
  readonly step: number;
  /** The last value offered: the parent may not have drawn it yet. */
  last: number;
  moved: boolean;
}

interface Scrub extends Gesture {
  readonly pointer: number;
  readonly x: number;
}

/**
 * A number edited where it stands. A click selects its digits; Enter and leaving commit, Esc gives up; arrows step it
 * (Shift ten times as far, Alt a tenth), and a sideways drag scrubs it. At rest it shows three digits, in hand all of them.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, wholeOnly = false, refuse, problem, disabled = false, onMove } = props;
  const fixed = useFixed();
  const readOnly = fixed || (props.readOnly ?? false);
  const [focused, setFocused] = useState(false);
  const scrub = useRef<Scrub | null>(null);
  const run = useRef<Gesture | null>(null);

  const fault = (text: string): string | null => {
    const number = parseNumber(text);
    if (number === null) return text.trim() === "" ? "Write a number" : `“${text.trim()}” is not a number`;
    if (wholeOnly && !Number.isInteger(number)) return "Write a whole number";
    return refuse?.(number) ?? null;
  };
  const written = useWritten<HTMLInputElement>({
    given: exact(value),
    refuse: fault,
    take: (text) => {
      run.current = null;
      const number = parseNumber(text);
      if (number !== null && !Object.is(number, value)) onChange(number, "commit");
    },
  });
  const { ref: input, text: draft } = written;
  const draftFault = draft === null ? null : fault(draft);
  const trouble = draftFault ?? problem ?? null;

  // Typing replaces the number until it has been changed by hand. In a layout effect, so that not one key can come before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: writing another value into the input takes the selection away.
  useLayoutEffect(() => {
    if (focused && draft === null) input.current?.select();
  }, [focused, draft, value]);

  const offer = (gesture: Gesture, number: number) => {
    const wanted = wholeOnly ? Math.round(number) : number;
    if (!Number.isFinite(wanted) || wanted === gesture.last || (refuse && refuse(wanted) !== null)) return;
    gesture.last = wanted;
    gesture.moved = true;
    onChange(wanted, "live");
  };

  /** A run ends with the key that is let go; the next one goes on by the same step. */
  const endRun = (goesOn: boolean) => {
    const gesture = run.current;
    if (gesture?.moved) onChange(gesture.last, "commit");
    run.current = gesture && goesOn ? { ...gesture, from: gesture.last, moved: false } : null;
  };

  const stepBy = (steps: number) => {
    const typed = draft === null ? null : parseNumber(draft);
    const before = run.current;
    const from = typed ?? (before?.moved ? before.last : value);
    const gesture = before ?? { from: value, step: props.step ?? stepFor(from), last: value, moved: false };
    run.current = gesture;
    written.giveUp();
    offer(gesture, stepped(from, steps, gesture.step));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const direction = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (onMove && draft === null && !event.altKey && !event.ctrlKey && !event.metaKey) {
      const move = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
      if (move && onMove(move[0] ?? 0, move[1] ?? 0)) {
        event.preventDefault();
        return;
      }
    }
    if (direction !== undefined) {
      event.preventDefault();
      if (readOnly) return;
      const reach = event.shiftKey ? 10 : event.altKey && !onMove && !wholeOnly ? 0.1 : 1;
      stepBy(direction * reach);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (written.settle() !== null) return;
      endRun(false);
      onMove?.(0, event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      // Esc that gives something up here must not also close a dialog or clear a selection.
      if (draft !== null) {
        event.stopPropagation();
        written.giveUp();
      } else if (run.current?.moved) {
        event.stopPropagation();
        onChange(run.current.from, "commit");
        run.current = null;
      } else input.current?.blur();
    }
  };

  const onPointerDown = (event: PointerEvent<HTMLInputElement>) => {
    if (event.button !== 0 || readOnly || disabled || document.activeElement === input.current) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const step = props.step ?? stepFor(value);
    scrub.current = { pointer: event.pointerId, x: event.clientX, from: value, step, last: value, moved: false };
  };

  const onPointerMove = (event: PointerEvent<HTMLInputElement>) => {
    const drag = scrub.current;
    if (!drag || event.pointerId !== drag.pointer) return;
    const travel = event.clientX - drag.x;
    if (!drag.moved && Math.abs(travel) < DRAG_STARTS) return;
    drag.moved = true;
    const reach = event.shiftKey ? 10 : event.altKey && !wholeOnly ? 0.1 : 1;
    offer(drag, stepped(drag.from, Math.round(travel / DRAG_STEP) * reach, drag.step));
  };

  const endScrub = (event: PointerEvent<HTMLInputElement>) => {
    const drag = scrub.current;
    if (!drag || event.pointerId !== drag.pointer) return;
    scrub.current = null;
    if (drag.moved) onChange(event.type === "pointercancel" ? drag.from : drag.last, "commit");
    else if (event.type === "pointerup") input.current?.focus();
  };

  return (
    <input
      ref={input}
      type="text"
      inputMode="decimal"
      // Not type="number", which takes neither a true minus sign nor a fraction.
      role="spinbutton"
      aria-label={label}
      aria-valuenow={plainDecimal(value)}
      aria-valuetext={exact(value)}
      aria-invalid={trouble !== null}
      aria-description={trouble ?? undefined}
      title={trouble ?? exact(value)}
      className={classNames(styles.number, styles[props.tone ?? "plain"], readOnly && styles.still, props.className)}
      value={draft ?? (focused ? exact(value) : atRest(value, props))}
      readOnly={readOnly}
      disabled={disabled}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => written.write(event.target.value)}
      onFocus={() => setFocused(true)}
      onBlur={() => {
        setFocused(false);
        // What is no number stays to be seen, and holds up whatever would go on without it.
        written.settle();
        endRun(false);
      }}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => {
        if (event.key.startsWith("Arrow") || event.key.startsWith("Page")) endRun(true);
      }}
      // A press that may become a drag must not put the caret down first.
      onMouseDown={(event) => scrub.current && event.preventDefault()}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={endScrub}
      onPointerCancel={endScrub}
    />
  );
}

/** ARIA knows no exponent; the words of aria-valuetext say such a number. */
function plainDecimal(value: number): number | undefined {
  return /^-?[\d.]+$/.test(String(value)) ? value : undefined;
}

/** What a number shows while nobody edits it. */
function atRest(value: number, { wholeOnly, characters }: NumberFieldProps): string {
  if (wholeOnly) return whole(value);
  return characters === undefined ? short(value) : tight(value, characters);
}
