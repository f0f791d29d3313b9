import { short } from "#core/drawing/number-format";
import { sayAnchor } from "#core/film/moment";
import type { Question } from "#core/recording/event";
import type { Frame } from "#core/recording/player";
import { make, put, say } from "./dom";

/** A question, to be answered, revealed or skipped. */
export interface QuestionView {
  readonly element: HTMLElement;
  /** Shows the question of a frame, or none. */
  readonly show: (frame: Frame) => void;
  /** Puts the keyboard where the answer goes. */
  readonly focus: () => void;
}

/** What a person did with a question. */
type Answer = { readonly given: string; readonly outcome: "right" | "wrong" | "revealed" };

/** What the question asks of the player around it. */
export interface QuestionEvents {
  /** Goes on after the question. */
  readonly onContinue: () => void;
  readonly onAnswer: (question: Question, correct: boolean) => void;
}

/** Makes the place of questions; hidden while there is none. Answers are remembered by frame as long as the player lives. */
export function createQuestionView({ onContinue, onAnswer }: QuestionEvents): QuestionView {
  const about = make("span", { class: "about" });
  const prompt = make("span");
  const answers = make("div", { class: "answers" });
  const verdict = make("p", { class: "verdict", role: "status" });
  const explanation = make("p", { class: "explanation" });
  const check = make("button", { type: "submit", class: "strong" }, "Check");
  const reveal = make("button", { type: "button", onclick: () => settle("revealed") }, "Reveal");
  const go = make("button", { type: "button", onclick: onContinue }, "Skip");
  const element = make(
    "form",
    { class: "question", "aria-label": "Question", autocomplete: "off", hidden: true, novalidate: true, onsubmit },
    make("fieldset", {}, make("legend", {}, about, prompt), answers),
    make("div", { class: "buttons" }, check, reveal, go),
    verdict,
    explanation,
  );
  const known = new Map<number, Answer>();
  let open: { readonly at: number; readonly question: Question } | null = null;

  function onsubmit(event: SubmitEvent) {
    event.preventDefault();
    if (!open) return;
    const right = isRight(open.question, given());
    if (right === null) say(verdict, "choices" in open.question ? "Choose an answer first." : "Give a number first.");
    else {
      onAnswer(open.question, right);
      settle(right ? "right" : "wrong");
    }
  }
  function given(): string {
    return answers.querySelector<HTMLInputElement>("input:checked, input[inputmode]")?.value ?? "";
  }
  function settle(outcome: Answer["outcome"]) {
    if (!open) return;
    known.set(open.at, { given: given(), outcome });
    render(open.question, known.get(open.at));
    if (outcome !== "wrong") go.focus();
  }
  function render(question: Question, answer: Answer | undefined) {
    const solved = answer !== undefined && answer.outcome !== "wrong";
    put(element, "data-outcome", answer?.outcome ?? null);
    say(verdict, answer ? WORDS[answer.outcome](question) : "");
    say(explanation, solved ? (question.explanation ?? "") : "");
    check.hidden = solved;
    reveal.hidden = solved;
    say(go, answer ? "Continue" : "Skip");
    put(go, "class", solved ? "strong" : null);
    if (solved && "choices" in question) {
      for (const [at, label] of [...answers.children].entries()) put(label, "data-right", at === question.answer);
    }
  }

  return {
    element,
    show(frame) {
      const { question, index } = frame;
      element.hidden = question === null;
      if (!question || open?.at === index) {
        if (!question) open = null;
        return;
      }
      open = { at: index, question };
      say(about, sayAnchor(question, frame));
      say(prompt, question.prompt);
      const answer = known.get(index);
      answers.replaceChildren(...fieldsFor(question, answer?.given));
      render(question, answer);
    },
    focus: () => answers.querySelector("input")?.focus({ preventScroll: true }),
  };
}

const WORDS: Readonly<Record<Answer["outcome"], (question: Question) => string>> = {
  right: () => "That is right.",
  wrong: () => "Not quite. Try again, or have it revealed.",
  revealed: (question) =>
    "choices" in question
      ? `The answer is: ${question.choices[question.answer] ?? "none of these"}`
      : `The answer is ${short(question.answer)}.`,
};

function fieldsFor(question: Question, given: string | undefined): readonly HTMLElement[] {
  if (!("choices" in question)) {
    const input = make("input", { type: "text", inputmode: "decimal", size: 12, value: given ?? "" });
    return [make("label", { class: "number" }, "Your number", input)];
  }
  return question.choices.map((choice, at) => {
    const input = make("input", { type: "radio", name: "answer", value: at, checked: given === String(at) });
    return make("label", { class: "choice" }, input, make("span", {}, choice));
  });
}

/** Whether an answer is right; null where nothing was given that could be. */
function isRight(question: Question, given: string): boolean | null {
  const text = given.trim().replace("\u2212", "-").replace(",", ".");
  const number = Number(text);
  if (text === "" || Number.isNaN(number)) return null;
  if ("choices" in question) return number === question.answer;
  return Math.abs(number - question.answer) <= question.tolerance;
}
