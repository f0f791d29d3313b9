import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseDocument } from "#core/document/parse";
import { analyse } from "#core/graph/analyse";
import { readingsAt, readTape } from "#core/tape/readings";
import { scoreOf } from "#core/tape/score";
import { backward, compile, forward } from "#core/tape/tape";
import { drawPicture, type PictureOptions } from "./svg";

test("a picture is the same whatever was drawn of its graph before", () => {
  const { document } = parseDocument(readFileSync("resources/lessons/09-penguin-mlp.gradwire", "utf8"));
  if (!document) throw new Error("The lesson is missing.");
  const analysis = analyse(document.graph);
  const tape = compile(analysis);
  forward(tape);
  backward(tape);
  const [readings, score] = [readTape(tape), scoreOf(analysis)];
  const moved = { ...document, layout: { ...document.layout, x: { x: -500, y: 90 } } };
  const steps = Array.from({ length: score.steps.length + 1 }, (_, position) => position);
  for (const position of [...steps, ...steps.toReversed()]) {
    const known = readingsAt(readings, score, position);
    const node = document.graph.nodes[position % document.graph.nodes.length]?.id ?? "";
    const edge = document.graph.edges[position % document.graph.edges.length]?.id ?? "";
    const options: PictureOptions = {
      theme: position % 3 === 0 ? "dark" : "light",
      current: node,
      changed: new Set([edge]),
      changedLane: position % 2 === 0 ? "value" : "gradient",
      ...(position % 4 === 0 ? { selected: new Set([node]) } : {}),
    };
    for (const each of [document, moved]) {
      const alone = drawPicture(each, analyse(document.graph), known, options);
      expect(drawPicture(each, analysis, known, options)).toEqual(alone);
    }
  }
});
