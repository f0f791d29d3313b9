import { Plus, Trash2 } from "lucide-react";
import { type FormEvent, useEffect, useId, useState } from "react";
import { flushSync } from "react-dom";
import { short } from "#core/drawing/number-format";
import type { Anchor, Question } from "#core/recording/event";
import { Button } from "../controls/Button";
import { Dialog } from "../controls/Dialog";
import { IconButton } from "../controls/IconButton";
import { Switch } from "../controls/Switch";
import { Tabs } from "../controls/Tabs";
import { TextArea } from "../controls/TextField";
import { NumberField } from "../fields/NumberField";
import { closeOverlay } from "../state/overlay";
import { ask, setWriting } from "../state/recording";
import { runs } from "../state/running";
import { isWrittenIn } from "../state/settle";
import { type NamedAnchor, useSelectedAnchor } from "./anchor";
import { answersAt, type KnownAnswer, toleranceFor } from "./answers";
import styles from "./QuestionDialog.module.css";

const FEWEST = 2;
const MOST = 6;

/** A choice; its number tells it from others of the same words. */
interface Choice {
  readonly key: number;
  readonly text: string;
}

/** Writes a question that the learner is asked at this moment of the recording. The clock waits meanwhile. */
export function QuestionDialog({ tell = ask }: { readonly tell?: (question: Question) => void }) {
  const place = useSelectedAnchor();
  const [whole, shown] = [runs.whole(), runs.run()];
  const known = place && whole ? answersAt(place.anchor, whole) : [];
  // What is asked for is most likely what comes next.
  const [first] = known.slice(place && shown ? answersAt(place.anchor, shown).length : 0);
  const form = useId();
  const [prompt, setPrompt] = useState("");
  const [kind, setKind] = useState<"number" | "choices">("number");
  const [offered] = useState((first ?? known[0])?.value ?? 0);
  const [answer, setAnswer] = useState(offered);
  const [tolerance, setTolerance] = useState<number | null>(null);
  const [choices, setChoices] = useState<readonly Choice[]>([
    { key: 0, text: "" },
    { key: 1, text: "" },
  ]);
  const [right, setRight] = useState(0);
  const [explanation, setExplanation] = useState("");
  const [anchored, setAnchored] = useState(true);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    setWriting(true);
    return () => setWriting(false);
  }, []);

  function submit(event: FormEvent) {
    event.preventDefault();
    const texts = choices.map(({ text }) => text.trim());
    const fault =
      prompt.trim() === ""
        ? "Say what is asked."
        : kind === "choices" && texts.includes("")
          ? "Fill in every choice, or take away those that are not needed."
          : null;
    setProblem(fault);
    if (fault !== null) return;
    const told = {
      prompt: prompt.trim(),
      ...(explanation.trim() === "" ? {} : { explanation: explanation.trim() }),
      ...(anchored && place ? place.anchor : {}),
    } satisfies Anchor & { prompt: string; explanation?: string };
    const question: Question =
      kind === "number"
        ? { ...told, answer, tolerance: tolerance ?? toleranceFor(answer) }
        : { ...told, choices: texts, answer: choices.findIndex(({ key }) => key === right) };
    closeOverlay();
    tell(question);
  }

  const edited =
    [prompt, explanation, ...choices.map(({ text }) => text)].some((text) => text.trim() !== "") ||
    answer !== offered ||
    tolerance !== null;
  return (
    <Dialog
      open
      edited={edited}
      onClose={closeOverlay}
      title="Ask a question"
      description="The learner answers it before the recording goes on."
      footer={
        <>
          <p className={styles.problem} role="alert">
            {problem}
          </p>
          <Button onClick={closeOverlay}>Cancel</Button>
          <Button look="strong" type="submit" form={form}>
            Ask here
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles.form}
        onSubmit={submit}
        onKeyDown={(event) => {
          // In a text of several lines Enter alone is a line break.
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          // A number that this very key has taken is asked about too.
          flushSync(() => {});
          if (!isWrittenIn(event.currentTarget)) event.currentTarget.requestSubmit();
        }}
      >
        <TextArea
          label="Question"
          value={prompt}
          onChange={setPrompt}
          rows={2}
          maxLength={500}
          autoFocus
          placeholder="What will ∂C/∂z be?"
          problem={problem !== null && prompt.trim() === "" ? problem : undefined}
        />
        <div className={styles.kinds}>
          <Tabs
            label="Kind of answer"
            value={kind}
            onChange={(chosen) => setKind(chosen === "choices" ? "choices" : "number")}
            tabs={[
              {
                value: "number",
                label: "A number",
                content: (
                  <NumberAnswer
                    known={known}
                    place={place}
                    answer={answer}
                    tolerance={tolerance ?? toleranceFor(answer)}
                    onAnswer={setAnswer}
                    onTolerance={setTolerance}
                  />
                ),
              },
              {
                value: "choices",
                label: "One of several",
                content: <Choices choices={choices} right={right} onChoices={setChoices} onRight={setRight} />,
              },
            ]}
          />
        </div>
        <TextArea
          label="Explanation, shown after the answer"
          value={explanation}
          onChange={setExplanation}
          rows={2}
          maxLength={1000}
        />
        {place && <Switch label={`Point at ${place.name}`} checked={anchored} onChange={setAnchored} />}
      </form>
    </Dialog>
  );
}

interface NumberAnswerProps {
  readonly known: readonly KnownAnswer[];
  readonly place: NamedAnchor | null;
  readonly answer: number;
  readonly tolerance: number;
  readonly onAnswer: (answer: number) => void;
  readonly onTolerance: (tolerance: number) => void;
}

function NumberAnswer({ known, place, answer, tolerance, onAnswer, onTolerance }: NumberAnswerProps) {
  return (
    <div className={styles.number}>
      <div className={styles.pair}>
        <span aria-hidden>Answer</span>
        <NumberField label="Answer" value={answer} onChange={onAnswer} />
        <span aria-hidden>may be missed by</span>
        <NumberField
          label="Tolerance"
          value={tolerance}
          onChange={onTolerance}
          refuse={(x) => (Number.isFinite(x) && x >= 0 ? null : "The tolerance cannot be below 0")}
        />
      </div>
      {place && known.length > 0 && (
        <div className={styles.known}>
          <span>Of {place.name}:</span>
          {known.map(({ name, value }) => (
            <Button key={name} look="plain" aria-pressed={value === answer} onClick={() => onAnswer(value)}>
              {name} {short(value)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

interface ChoicesProps {
  readonly choices: readonly Choice[];
  /** The key of the right one. */
  readonly right: number;
  readonly onChoices: (choices: readonly Choice[]) => void;
  readonly onRight: (key: number) => void;
}

function Choices({ choices, right, onChoices, onRight }: ChoicesProps) {
  const name = useId();
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.legend}>Choices; mark the right one</legend>
      {choices.map(({ key, text }, at) => (
        <div key={key} className={styles.choice}>
          <input
            type="radio"
            name={name}
            aria-label={`Choice ${at + 1} is right`}
            checked={key === right}
            onChange={() => onRight(key)}
          />
          <input
            className={styles.text}
            aria-label={`Choice ${at + 1}`}
            value={text}
            maxLength={200}
            autoComplete="off"
            onChange={(event) =>
              onChoices(choices.map((each) => (each.key === key ? { key, text: event.target.value } : each)))
            }
          />
          <IconButton
            label={`Take choice ${at + 1} away`}
            side="right"
            disabled={choices.length <= FEWEST}
            onClick={() => {
              const others = choices.filter((each) => each.key !== key);
              onChoices(others);
              if (key === right) onRight(others[0]?.key ?? 0);
            }}
          >
            <Trash2 aria-hidden />
          </IconButton>
        </div>
      ))}
      {choices.length < MOST && (
        <Button
          look="plain"
          icon={<Plus aria-hidden />}
          className={styles.add}
          onClick={() => onChoices([...choices, { key: Math.max(...choices.map(({ key }) => key)) + 1, text: "" }])}
        >
          Add a choice
        </Button>
      )}
    </fieldset>
  );
}
