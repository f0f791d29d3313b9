import { Pause } from "lucide-react";
import { toggleBreakpoint, useBreakpoint } from "../state/stepping";
import styles from "./Card.module.css";

/** Marks a card that playing stops before; a press takes the breakpoint away. */
export function BreakpointMark({ node, name }: { readonly node: string; readonly name: string }) {
  if (!useBreakpoint(node)) return null;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${styles.breakpoint} nodrag`}
      aria-label={`Breakpoint on ${name}: remove it`}
      title="Playing stops before this node (B)"
      onClick={() => toggleBreakpoint(node)}
    >
      <Pause aria-hidden />
    </button>
  );
}
