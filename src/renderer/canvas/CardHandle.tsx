import { Handle, Position } from "@xyflow/react";
import { useFixed } from "../controls/fixed";
import styles from "./Card.module.css";
import { useStanding } from "./connecting";

interface CardHandleProps {
  readonly node: string;
  readonly name: string;
  readonly handle: string;
  readonly side: "source" | "target";
  readonly top: number;
  /** An input that has an edge is not where a new one begins. */
  readonly wired: boolean;
  /** Whether it is the only one on its side, and needs no name. */
  readonly only: boolean;
  readonly problem: string | null;
}

/** A handle: a small ring with a large area to hit. While a wire is drawn it says whether it may end here. */
export function CardHandle({ node, name, handle, side, top, wired, only, problem }: CardHandleProps) {
  const fixed = useFixed();
  const standing = useStanding(node, handle, side);
  const label = side === "source" ? `Output of ${name}` : `Input ${handle} of ${name}`;
  return (
    <>
      <Handle
        id={handle}
        type={side}
        position={side === "source" ? Position.Right : Position.Left}
        className={styles.handle}
        style={{ top }}
        isConnectableStart={!wired}
        {...(fixed ? {} : { role: "button", "aria-label": problem ? `${label}: ${problem}` : label })}
        title={problem ?? (only ? undefined : handle)}
        data-standing={standing}
        {...(wired ? { "data-wired": "" } : {})}
        {...(problem ? { "data-problem": "" } : {})}
      />
      {!only && (
        <span className={styles.handleName} style={{ top }} aria-hidden="true">
          {handle}
        </span>
      )}
    </>
  );
}
