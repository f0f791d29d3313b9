import { type FormEvent, type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { Question } from "#core/recording/event";
import { Button } from "../controls/Button";
import { goOnFrom } from "../state/playing-recording";
import { viewport } from "../state/viewport";
import { Anchored } from "./Anchored";
import { type Judgement, judge, sayAnswer } from "./answer-words";
import styles from "./QuestionCard.module.css";

interface QuestionCardProps {
  readonly question: Question;
  /** The frame that it is asked in. */
  readonly frame: number;
}

/** A question of the recording: playing waits until it is answered, revealed or passed over. */
export function QuestionCard({ question, frame }: QuestionCardProps) {
  const [given, setGiven] = useState<string | number | null>(null);
  const [judgement, setJudgement] = useState<Judgement | null>(null);
  const [revealed, setRevealed] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  const settled = revealed || judgement?.right === true;
  useKeyboard(form);

  // Once it is settled the one thing to do next has the keyboard, unless that is elsewhere by now.
  useEffect(() => {
    if (settled && form.current?.contains(document.activeElement)) {
      form.current.querySelector<HTMLElement>("[data-next]")?.focus();
    }
  }, [settled]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (settled) goOnFrom(frame);
    else setJudgement(judge(question, given));
  };
  const choose = (next: string | number) => {
    setGiven(next);
    setJudgement(null);
  };
  const verdict = revealed ? sayAnswer(question) : (judgement?.words ?? "");
  return (
    <Anchored anchor={question} className={styles.question}>
      <form ref={form} aria-label="Question" onSubmit={submit} onKeyDown={keepKeys} noValidate>
        {"choices" in question ? (
          <fieldset className={styles.choices} disabled={settled}>
            <legend className={styles.prompt}>{question.prompt}</legend>
            {question.choices.map((choice, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a choice is its place; two may have the same words.
              <label key={at} className={styles.choice}>
                <input type="radio" name={id} checked={given === at} onChange={() => choose(at)} />
                {choice}
              </label>
            ))}
          </fieldset>
        ) : (
          <>
            <p className={styles.prompt} id={`${id}-prompt`}>
              {question.prompt}
            </p>
            <label className={styles.number}>
              Your answer
              <input
                className={styles.field}
                inputMode="decimal"
                autoComplete="off"
                spellCheck={false}
                aria-describedby={`${id}-prompt`}
                aria-invalid={judgement?.right === false}
                readOnly={settled}
                value={typeof given === "string" ? given : ""}
                onChange={(event) => choose(event.target.value)}
              />
            </label>
          </>
        )}
        <p className={styles.verdict} role="status" aria-label="Verdict" data-right={judgement?.right ?? undefined}>
          {verdict}
        </p>
        {settled && question.explanation !== undefined && <p className={styles.explanation}>{question.explanation}</p>}
        <div className={styles.buttons}>
          {settled ? (
            <Button look="strong" type="submit" data-next="">
              Continue
            </Button>
          ) : (
            <>
              <Button look="plain" onClick={() => goOnFrom(frame)}>
                Skip
              </Button>
              <Button onClick={() => setRevealed(true)}>Reveal</Button>
              <Button look="strong" type="submit">
                Check
              </Button>
            </>
          )}
        </div>
      </form>
    </Anchored>
  );
}

/** The question takes the keyboard where it is free, and gives it back to the canvas when it goes. */
function useKeyboard(form: { readonly current: HTMLFormElement | null }): void {
  useLayoutEffect(() => {
    const { current } = form;
    const busy = document.activeElement?.closest("[role='slider'], input, textarea, [role='dialog'], [role='menu']");
    if (!busy) current?.querySelector<HTMLElement>("input")?.focus({ preventScroll: true });
    return () => {
      if (current?.contains(document.activeElement)) viewport()?.focus();
    };
  }, [form]);
}

/** What chooses and presses here must not step the recording as well; what steps it, and Esc, goes on to the app. */
function keepKeys(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const digit = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
  const radios = event.currentTarget.querySelectorAll<HTMLInputElement>("input[type='radio']:enabled");
  const radio = radios[digit - 1];
  if (radio) {
    radio.click();
    radio.focus();
  }
  const steps = [".", ",", "[", "]", "Home", "End", "Escape"].includes(event.key);
  if (!steps || (event.target instanceof HTMLInputElement && event.target.type !== "radio" && event.key !== "Escape")) {
    event.stopPropagation();
  }
}
