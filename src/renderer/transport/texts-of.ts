import type { Stepping } from "../state/stepping";
import { tellAhead } from "../state/told-step";
import { type Whereabouts, wordsFor } from "./step-words";
import type { Texts } from "./use-tallest";

/** What is told at each position of a pass. */
export function textsOf({ analysis, score, run, total }: Omit<Whereabouts, "at">): Texts {
  const told = analysis.runnable.map(({ node, shape }) => [node.type, node.label, node.config, shape]);
  return {
    key: JSON.stringify([score.steps.length, analysis.graph.edges.length, told]),
    count: score.steps.length + 1,
    async at(position) {
      const step = score.steps[position - 1];
      const ran = step && step.phase !== "seed" ? analysis.runnable[step.place] : undefined;
      const told = ran ? await tellAhead(ran, position) : null;
      const whereabouts = { at: { ...AT_REST, position }, analysis, score, run, total };
      return [wordsFor(whereabouts), ...(told ? [wordsFor({ ...whereabouts, told })] : [])];
    },
  };
}

const AT_REST: Stepping = {
  position: 0,
  playing: false,
  speed: 1,
  updated: null,
  breakpoints: new Set(),
  inside: null,
};
