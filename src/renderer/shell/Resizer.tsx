import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { setSettings, useSettings } from "../state/settings";
import { clampWidth, NARROWEST, WIDEST, widthAfter } from "./inspector-width";
import styles from "./Resizer.module.css";

/** The line between canvas and inspector: dragged, or moved by the arrow keys; Enter or a double click folds the inspector away. */
export function Resizer() {
  const width = useSettings(({ inspectorWidth }) => inspectorWidth);
  const [dragging, setDragging] = useState(false);

  function onKeyDown(event: KeyboardEvent) {
    const next = widthAfter(event.key, width, event.shiftKey);
    if (next === null) return;
    event.preventDefault();
    if (next === 0) setSettings({ inspectorOpen: false });
    else setSettings({ inspectorWidth: next });
  }

  function onPointerMove(event: PointerEvent) {
    if (dragging) setSettings({ inspectorWidth: clampWidth(document.documentElement.clientWidth - event.clientX) });
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> is not something one can move.
    <div
      role="separator"
      tabIndex={0}
      aria-label="Width of the inspector"
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      className={styles.resizer}
      data-dragging={dragging || undefined}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragging(true);
      }}
      onPointerMove={onPointerMove}
      onLostPointerCapture={() => setDragging(false)}
      onDoubleClick={() => setSettings({ inspectorOpen: false })}
    />
  );
}
