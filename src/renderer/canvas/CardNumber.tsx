import { useLayoutEffect, useRef } from "react";
import { exact, short } from "#core/drawing/number-format";
import { useLitOnCard } from "../state/entry-pointed";
import { runs } from "../state/running";
import styles from "./Card.module.css";

/** The one number that a node gives, large. It is written to directly, so that a run renders nothing. */
export function CardNumber({ node, name }: { readonly node: string; readonly name: string }) {
  const output = useRef<HTMLOutputElement>(null);
  useLayoutEffect(() => {
    const paint = () => {
      const value = runs.node(node)?.out.value.head[0];
      const element = output.current;
      if (!element) return;
      element.textContent = value === undefined ? "not yet" : short(value);
      element.title = value === undefined ? "" : exact(value);
      element.toggleAttribute("data-empty", value === undefined);
    };
    paint();
    return runs.subscribeNode(node, paint);
  }, [node]);
  const lit = useLitOnCard(node, null) !== null;
  return <output ref={output} className={styles.number} aria-label={`Value of ${name}`} data-lit={lit || undefined} />;
}
