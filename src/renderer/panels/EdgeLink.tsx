import { type ReactNode, useEffect } from "react";
import { pointOut } from "../state/pointed";
import { select } from "../state/session";
import panel from "./Panel.module.css";

interface EdgeLinkProps {
  readonly edge: string;
  /** What it is called where its content does not say so. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** An edge; pointing at it shows on the canvas which one it is, and choosing it selects it. */
export function EdgeLink({ edge, label, children }: EdgeLinkProps) {
  useEffect(() => () => pointOut(null), []);
  return (
    <button
      type="button"
      className={panel.link}
      aria-label={label}
      title="Show this edge"
      onClick={() => select([], [edge])}
      onPointerEnter={() => pointOut(edge)}
      onPointerLeave={() => pointOut(null)}
      onFocus={() => pointOut(edge)}
      onBlur={() => pointOut(null)}
    >
      {children}
    </button>
  );
}
