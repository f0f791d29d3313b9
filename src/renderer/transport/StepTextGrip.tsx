import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from "react";
import { setSettings } from "../state/settings";
import styles from "./StepText.module.css";
import { clampHeight, HIGHEST, heightAfter, LOWEST } from "./step-text-height";

interface StepTextGripProps {
  /** What it makes higher and lower. */
  readonly box: RefObject<HTMLElement | null>;
  /** How high that is, as far as is known without looking. */
  readonly height: number;
  /** The same in words. */
  readonly words: string;
}

/** The line above the text of a step: dragged, or moved by the arrow keys; Enter or a double click has it as high as the steps need. */
export function StepTextGrip({ box, height, words }: StepTextGripProps) {
  const [dragging, setDragging] = useState(false);
  const grabbed = useRef({ y: 0, height: 0 });
  const now = () => box.current?.offsetHeight ?? height;

  function onKeyDown(event: KeyboardEvent) {
    const next = heightAfter(event.key, now(), event.shiftKey);
    if (next === undefined) return;
    event.preventDefault();
    setSettings({ stepTextHeight: next });
  }

  function onPointerMove(event: PointerEvent) {
    if (!dragging) return;
    const { y, height: before } = grabbed.current;
    setSettings({ stepTextHeight: clampHeight(before + y - event.clientY) });
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> is not something one can move.
    <div
      role="separator"
      tabIndex={0}
      aria-label="Height of the step's text"
      aria-orientation="horizontal"
      aria-valuenow={Math.round(height)}
      aria-valuetext={words}
      aria-valuemin={LOWEST}
      aria-valuemax={HIGHEST}
      className={styles.grip}
      data-dragging={dragging || undefined}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grabbed.current = { y: event.clientY, height: now() };
        setDragging(true);
      }}
      onPointerMove={onPointerMove}
      onLostPointerCapture={() => setDragging(false)}
      onDoubleClick={() => setSettings({ stepTextHeight: null })}
    />
  );
}
