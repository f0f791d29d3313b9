import { type Moment, sayAnchor } from "#core/film/moment";
import type { Frame } from "#core/recording/player";
import type { ToldFormula } from "#core/telling/told-formula";
import { typeset } from "../typeset/typeset";
import { make, put, say } from "./dom";
import { followTallest, type Texts } from "./tallest";

/** The caption, and the step in a sentence with its formulas. */
export interface WordsView {
  readonly caption: HTMLElement;
  readonly step: HTMLElement;
  readonly show: (frame: Frame, moment: Moment, steps: number) => void;
  readonly close: () => void;
}

/**
 * Makes the words. A recording that has captions keeps their place, and what is told of a step is as high at every step, so that the graph
 * does not jump. `texts` is what is told from step to step.
 */
export function createWordsView(hasCaptions: boolean, texts: Texts): WordsView {
  const about = make("span", { class: "about" });
  const said = make("span");
  const caption = make("p", { class: "caption", hidden: !hasCaptions }, about, said);
  const told = createTold();
  const box = make("div", { class: "told", role: "group", "aria-label": "What this step does" }, told.element);
  const more = make(
    "button",
    { class: "more", type: "button", tabindex: -1, hidden: true, onclick: showMore },
    "More ↓",
  );
  const step = make("div", { class: "step" }, box, more);
  const tallest = followTallest(box, told.element, texts, () => {
    const copy = createTold();
    return { element: copy.element, show: copy.show };
  });
  const observer = new ResizeObserver(look);
  observer.observe(box);
  observer.observe(told.element);
  box.addEventListener("scroll", look);

  function showMore() {
    box.scrollBy({ top: box.clientHeight - 24 });
  }
  function look() {
    const { scrollHeight, clientHeight, scrollTop } = box;
    // What can be scrolled must be reached by keys.
    put(box, "tabindex", scrollHeight > clientHeight + 1 ? 0 : null);
    for (const part of box.querySelectorAll(".formula")) {
      put(part, "tabindex", part.scrollWidth > part.clientWidth + 1 ? 0 : null);
    }
    put(more, "hidden", scrollTop + clientHeight >= scrollHeight - 4);
  }

  return {
    caption,
    step,
    show(frame, moment, steps) {
      say(said, frame.caption?.text ?? "");
      say(about, frame.caption ? sayAnchor(frame.caption, frame) : "");
      put(caption, "data-empty", frame.caption === null);
      told.show(moment, frame.step === 0 ? "" : `Step ${frame.step} of ${steps}`);
      box.scrollTop = 0;
      tallest.look();
      look();
    },
    close() {
      observer.disconnect();
      tallest.close();
    },
  };
}

/** The sentence of a step, and each of its formulas beside its numbers. */
function createTold() {
  const count = make("span", { class: "count" });
  const title = make("strong");
  const sentence = make("span");
  const formulas = make("ul", { class: "formulas", "aria-label": "Formulas of this step" });
  const element = make("div", { class: "lines" }, make("p", {}, count, " ", title, " ", sentence), formulas);
  return {
    element,
    show(moment: Moment, counted = "") {
      say(count, counted);
      say(title, moment.title ?? "");
      say(sentence, moment.sentence);
      put(element, "data-phase", moment.phase);
      formulas.replaceChildren(...moment.formulas.map(pair));
      put(formulas, "hidden", moment.formulas.length === 0);
    },
  };
}

/** A formula in symbols, then in numbers. */
function pair({ tex, numbers, equation }: ToldFormula): HTMLElement {
  const line = numbers?.lines[0];
  const place =
    line && line.index.length > 0
      ? [make("span", { class: "index" }, line.index.map((each) => each + 1).join(", "))]
      : [];
  return make(
    "li",
    { class: "pair", "data-alone": line === undefined },
    make("div", { class: "formula" }, mathematics(tex)),
    ...(line ? [make("div", { class: "numbers" }, ...place, ...(line.parts ?? [line.tex]).map(mathematics))] : []),
    ...(equation === undefined ? [] : [make("span", { class: "equation" }, equation)]),
  );
}

function mathematics(tex: string): HTMLElement {
  const mathml = typeset(tex, true, "mathml");
  if (mathml === null) return make("code", {}, tex);
  const element = make("span", { class: "math" });
  // KaTeX escapes all text, and trusts no command that makes links, classes or styles.
  element.innerHTML = mathml;
  return element;
}
