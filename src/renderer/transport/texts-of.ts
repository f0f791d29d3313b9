import type { Stepping } from "../state/stepping";
import { type Whereabouts, wordsFor } from "./step-words";
import type { Texts } from "./use-tallest";

/** What is told at each position of a pass. */
export function textsOf({ analysis, score, run, total }: Omit<Whereabouts, "at">): Texts {
  const { nodes, edges } = analysis.graph;
  return {
    key: JSON.stringify([score.steps.length, edges.length, nodes.map(({ type }) => type)]),
    count: score.steps.length + 1,
    at: (position) => wordsFor({ at: { ...AT_REST, position }, analysis, score, run, total }),
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
