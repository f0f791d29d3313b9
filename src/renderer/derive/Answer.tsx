import { useState } from "react";
import { derivative, parseExpression } from "#core/expression/parse";
import { isReadable } from "#core/formula/tree";
import type { GraphNode } from "#core/graph/graph";
import type { Exercise } from "#core/ops/define";
import { Button } from "../controls/Button";
import { MathLine } from "../panels/MathLine";
import panel from "../panels/Panel.module.css";
import { showAnswers, useAnswersHidden } from "../state/answers-shown";
import styles from "./Derive.module.css";
import { slopeTex } from "./slope";

interface AnswerProps {
  readonly exercise: Exercise;
  readonly node: GraphNode;
}

/** The derivative by the chain rule, once a person asks for it; of an exercise, once they have been asked whether they want it. */
export function Answer({ exercise, node }: AnswerProps) {
  const hidden = useAnswersHidden(node.id);
  const [asking, setAsking] = useState(false);
  const [open, setOpen] = useState(false);
  // What takes the place of the question takes the keyboard back from it.
  const [wasAsked, setWasAsked] = useState(false);
  if (hidden && asking) {
    return (
      <fieldset className={styles.asking} aria-label="Show the answer?">
        <p>It is an exercise. Show its answers, here and in the formulas above?</p>
        <div className={styles.buttons}>
          <Button
            autoFocus
            onClick={() => {
              showAnswers(node.id);
              setOpen(true);
              setAsking(false);
            }}
          >
            Show them
          </Button>
          <Button look="plain" onClick={() => setAsking(false)}>
            Keep trying
          </Button>
        </div>
      </fieldset>
    );
  }
  const isOpen = open && !hidden;
  return (
    <div className={styles.answer}>
      <Button
        look="plain"
        className={styles.show}
        autoFocus={wasAsked}
        aria-expanded={isOpen}
        onClick={() => {
          if (hidden) {
            setAsking(true);
            setWasAsked(true);
          } else setOpen(!open);
        }}
      >
        {isOpen ? "Hide the answer" : "Show the answer"}
      </Button>
      {isOpen && <Line exercise={exercise} />}
    </div>
  );
}

function Line({ exercise }: { readonly exercise: Exercise }) {
  const parsed = parseExpression(exercise.expression);
  const tree = "fault" in parsed ? null : derivative(parsed.tree, exercise.by);
  if (!tree || !isReadable(tree)) return <p className={panel.muted}>It is too long to be set as a formula.</p>;
  const tex = slopeTex(exercise, tree);
  return (
    <div className={styles.line}>
      <MathLine tex={tex} />
      <span className={styles.equation}>{exercise.equation}</span>
    </div>
  );
}
