import { type Moment, sayAnchor } from "#core/film/moment";
import type { Frame } from "#core/recording/player";
import { typeset } from "../typeset/typeset";
import { make, put, say } from "./dom";

/** The caption, and the step in a sentence with its formula. */
export interface WordsView {
  readonly caption: HTMLElement;
  readonly step: HTMLElement;
  readonly show: (frame: Frame, moment: Moment, steps: number) => void;
}

/** In symbols, then with numbers. */
const MOST_FORMULAS = 3;

/** Makes the words. A recording that has captions keeps their place, so that the graph does not jump. */
export function createWordsView(hasCaptions: boolean): WordsView {
  const about = make("span", { class: "about" });
  const said = make("span");
  const caption = make("p", { class: "caption", hidden: !hasCaptions }, about, said);
  const count = make("span", { class: "count" });
  const title = make("strong");
  const sentence = make("span");
  const formulas = make("div", { class: "formulas", role: "group", "aria-label": "Formula" });
  const step = make("div", { class: "step" }, make("p", {}, count, " ", title, " ", sentence), formulas);
  return {
    caption,
    step,
    show(frame, moment, steps) {
      say(said, frame.caption?.text ?? "");
      say(about, frame.caption ? sayAnchor(frame.caption, frame) : "");
      put(caption, "data-empty", frame.caption === null);
      say(count, frame.step === 0 ? "" : `Step ${frame.step} of ${steps}`);
      say(title, moment.title ?? "");
      say(sentence, moment.sentence);
      put(step, "data-phase", moment.phase);
      formulas.replaceChildren(...moment.tex.slice(0, MOST_FORMULAS).map(formula));
      if (moment.equation !== null) formulas.append(make("span", { class: "equation" }, moment.equation));
      // What can be scrolled must be reached by keys.
      put(formulas, "tabindex", formulas.scrollWidth > formulas.clientWidth ? 0 : null);
    },
  };
}

function formula(tex: string): HTMLElement {
  const mathml = typeset(tex, true, "mathml");
  if (mathml === null) return make("code", {}, tex);
  const element = make("span", { class: "formula" });
  // KaTeX escapes all text, and trusts no command that makes links, classes or styles.
  element.innerHTML = mathml;
  return element;
}
