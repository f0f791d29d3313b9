import { useLayoutEffect, useRef } from "react";
import { short } from "#core/drawing/number-format";
import type { Digest } from "#core/tape/digest";
import { sizeOf } from "#core/tensor/tensor";
import { runs } from "../state/running";
import styles from "./Card.module.css";

/**
 * While the gradient of an output that fans out is being added up: how many of its addends have come back, and their sum so far.
 * It is written to directly, so that a step renders nothing.
 */
export function FanBadge({ node }: { readonly node: string }) {
  const badge = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    const paint = () => {
      const { current } = badge;
      const all = runs.whole()?.nodes.get(node)?.shares.length ?? 0;
      const shares = runs.node(node)?.shares ?? [];
      const partial = shares.length > 0 && shares.length < all;
      if (!current) return;
      current.hidden = !partial;
      current.textContent = partial ? `← ${shares.length} of ${all}${sayRunning(shares)}` : "";
    };
    paint();
    return runs.subscribeNode(node, paint);
  }, [node]);
  return <p ref={badge} className={styles.fan} hidden />;
}

/** Addends that are written out. */
const MOST_ADDENDS = 3;

function sayRunning(shares: readonly { readonly grad: Digest; readonly sum: Digest }[]): string {
  const sum = shares.at(-1)?.sum;
  if (!sum || sizeOf(sum.shape) !== 1) return " added up";
  const numbers = shares.map(({ grad }) => one(grad));
  if (numbers.length === 1) return `: ${numbers[0]}`;
  const added = numbers.length <= MOST_ADDENDS ? `${numbers.map(bracketed).join(" + ")} = ` : "";
  return `: ${added}${one(sum)}`;
}

function one({ head }: Digest): string {
  return short(head[0] ?? Number.NaN);
}

function bracketed(number: string, at: number): string {
  return at > 0 && number.startsWith("−") ? `(${number})` : number;
}
