import { useMemo, useState } from "react";
import { type DerivationVerdict, entryWithout, judgeDerivation } from "#core/check/derivation";
import { givenFor } from "#core/check/given-derivations";
import { setConfig, setExercise } from "#core/document/commands";
import type { Document } from "#core/document/document";
import { parseExpression } from "#core/expression/parse";
import type { KnownSite } from "#core/formula/site";
import { isReadable, symbolTree } from "#core/formula/tree";
import { exerciseOf } from "#core/graph/exercise";
import type { GraphNode } from "#core/graph/graph";
import { isJsonObject } from "#core/json";
import type { Exercise } from "#core/ops/define";
import { sayWithout } from "#core/telling/derivation-words";
import { Button } from "../controls/Button";
import { useFixed } from "../controls/fixed";
import { Select } from "../controls/Select";
import { Switch } from "../controls/Switch";
import { TextField } from "../controls/TextField";
import { MathLine } from "../panels/MathLine";
import panel from "../panels/Panel.module.css";
import { Section } from "../panels/Section";
import { change, currentDocument } from "../state/session";
import { Answer } from "./Answer";
import styles from "./Derive.module.css";
import { slopeTex, slopeText } from "./slope";
import { VerdictLine } from "./VerdictLine";

interface DeriveYourselfProps {
  readonly node: GraphNode;
  readonly exercises: readonly Exercise[];
  /** Null where there are no numbers yet. */
  readonly site: KnownSite | null;
}

/** A derivative that a person works out and types, and what is to be said of it. A teacher sets it as an exercise here. */
export function DeriveYourself({ node, exercises, site }: DeriveYourselfProps) {
  const set = exerciseOf(node).filter((name) => exercises.some((exercise) => exercise.name === name));
  const [chosen, setChosen] = useState(set[0] ?? exercises[0]?.name);
  const exercise = exercises.find(({ name }) => name === chosen) ?? exercises[0];
  if (!exercise) return null;
  const names = set.map((name) => slopeText(exercises.find((each) => each.name === name) as Exercise));
  return (
    <Section title="Derive it yourself">
      {names.length > 0 && <p className={styles.task}>{`Exercise: derive ${names.join(" and ")}.`}</p>}
      <Given node={node} exercises={exercises} site={site} />
      {exercises.length > 1 && (
        <Select
          label="Derivative"
          value={exercise.name}
          onChange={setChosen}
          choices={exercises.map((each) => ({ value: each.name, label: slopeText(each) }))}
        />
      )}
      <Attempt key={exercise.name} node={node} exercise={exercise} site={site} />
      <Answer exercise={exercise} node={node} />
      <SetSwitch node={node} exercise={exercise} />
    </Section>
  );
}

/** What the document goes by already, judged. */
function Given({ node, exercises, site }: DeriveYourselfProps) {
  const given = useMemo(
    () =>
      exercises.flatMap((exercise) => {
        const text = givenFor(exercise, node);
        return text === null ? [] : [{ exercise, text, verdict: judgeDerivation(exercise, text, site) }];
      }),
    [exercises, node, site],
  );
  if (given.length === 0) return null;
  return (
    <ul className={styles.given} aria-label="Derivatives by hand that this node goes by">
      {given.map(({ exercise, text, verdict }) => (
        <li key={exercise.name}>
          <p>
            {`By hand, ${slopeText(exercise)} = `}
            <code>{text}</code>
          </p>
          <VerdictLine verdict={verdict} />
        </li>
      ))}
    </ul>
  );
}

interface AttemptProps {
  readonly node: GraphNode;
  readonly exercise: Exercise;
  readonly site: KnownSite | null;
}

function Attempt({ node, exercise, site }: AttemptProps) {
  const [text, setText] = useState("");
  const [checked, setChecked] = useState<{ readonly text: string; readonly verdict: DerivationVerdict } | null>(null);
  const fixed = useFixed();
  const slope = slopeText(exercise);
  // What is typed on is not judged yet.
  const verdict = checked?.text === text ? checked.verdict : null;
  const isUsable = verdict !== null && verdict.kind !== "unreadable" && verdict.kind !== "stranger";
  const without = useMemo(() => (isUsable && site ? entryWithout(exercise, site) : null), [isUsable, exercise, site]);
  return (
    <form
      className={styles.attempt}
      onSubmit={(event) => {
        event.preventDefault();
        setChecked({ text, verdict: judgeDerivation(exercise, text, site) });
      }}
    >
      <TextField
        label={`Your ${slope}`}
        mono
        value={text}
        placeholder={`in ${Object.keys(exercise.symbols).join(", ")}`}
        onLive={setText}
        onCommit={setText}
      />
      <Preview exercise={exercise} text={text} />
      <div role="status">
        {verdict && <VerdictLine verdict={verdict} />}
        {without && <p className={panel.muted}>{sayWithout(without)}</p>}
      </div>
      <div className={styles.buttons}>
        <Button type="submit" disabled={text.trim() === ""}>
          Check
        </Button>
        {exercise.setting !== undefined && isUsable && !fixed && (
          <Button onClick={() => takeByHand(node, exercise, text)}>Use as hand-derived partial</Button>
        )}
      </div>
    </form>
  );
}

/** What is typed, as mathematics, as far as it can be read. */
function Preview({ exercise, text }: { readonly exercise: Exercise; readonly text: string }) {
  const parsed = text.trim() === "" ? null : parseExpression(text);
  const isRead = parsed !== null && "tree" in parsed && isReadable(parsed.tree);
  const right = isRead ? parsed.tree : symbolTree(parsed === null ? "?" : "…");
  return <MathLine tex={slopeTex(exercise, right)} {...(parsed === null ? { copied: null } : {})} />;
}

function SetSwitch({ node, exercise }: { readonly node: GraphNode; readonly exercise: Exercise }) {
  const fixed = useFixed();
  const set = exerciseOf(node);
  const others = set.filter((name) => name !== exercise.name);
  const slope = slopeText(exercise);
  return (
    <Switch
      label={`Set ${slope} as an exercise`}
      checked={set.length > others.length}
      disabled={fixed}
      onChange={(on) =>
        change(
          on ? asExercise(node, exercise, [...others, exercise.name]) : setExercise(currentDocument(), node.id, others),
          on ? `set ${slope} as an exercise` : `take back the exercise ${slope}`,
        )
      }
    />
  );
}

/** With a derivative by hand in place, the exercise would hold its own answer. */
function asExercise({ id, config }: GraphNode, { setting, by }: Exercise, names: readonly string[]): Document {
  const set = setExercise(currentDocument(), id, names);
  const texts = setting === undefined ? undefined : config[setting];
  if (setting === undefined || !isJsonObject(texts) || !Object.hasOwn(texts, by)) return set;
  const { [by]: _, ...others } = texts;
  return setConfig(set, id, setting, Object.keys(others).length > 0 ? others : undefined);
}

function takeByHand({ id, config }: GraphNode, { setting = "", by }: Exercise, text: string): void {
  const before = config[setting];
  const texts = { ...(isJsonObject(before) ? before : {}), [by]: text };
  change(setConfig(currentDocument(), id, setting, texts), "use a derivative by hand");
}
