import { useState } from "react";

/**
 * For what lies over the app: gives the keyboard back to where it was before this came up, unless something else has taken it
 * meanwhile. Radix itself would give it to a trigger, and what opens by a command has none.
 */
export function useReturnFocus(): (closing: Event) => void {
  const [before] = useState(() => document.activeElement);
  return (closing) => {
    closing.preventDefault();
    const canHaveIt = before instanceof HTMLElement || before instanceof SVGElement;
    if (canHaveIt && document.activeElement === document.body) before.focus({ preventScroll: true });
  };
}
