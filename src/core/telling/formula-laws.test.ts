import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseDocument } from "#core/document/parse";
import { groundOf } from "#core/formula/site";
import { holds, type Term } from "#core/formula/tree";
import { analyse } from "#core/graph/analyse";
import type { Graph } from "#core/graph/graph";
import { allFormulas, slipOf } from "#core/ops/fixtures/grounds";
import { centredOf } from "#core/ops/naming";
import { conformance } from "#core/tape/fixtures/conformance";
import { backward, compile, type Entry, forward } from "#core/tape/tape";
import { pushOf, siteOf } from "./told-node";

/* What is shown of a graph is what is run, as for each op by itself: over the lessons, and the graphs that other engines agree on. */

const folder = new URL("../../../resources/lessons/", import.meta.url);
const lessons = readdirSync(folder).filter((name) => name.endsWith(".gradwire"));

function slipsOf(graph: Graph): readonly string[] {
  const analysis = analyse(graph);
  const tape = compile(analysis);
  forward(tape);
  backward(tape);
  return analysis.runnable.flatMap(({ node, op, settings }, place) => {
    const entry = tape.entries[place] as Entry;
    const shapes = Object.fromEntries(Object.entries(entry.inputs).map(([name, { value }]) => [name, value.shape]));
    const { forward: definitions } = op.formulas(settings, shapes);
    const ground = groundOf(siteOf(entry), centredOf(op), definitions, pushOf(entry));
    return (
      allFormulas(op, settings, shapes)
        // Where C does not depend on a node, it has no gradients to be told.
        .filter((formula) => entry.live || !formula.sides.some((side) => holds(side, isGradient)))
        .filter(({ derivation }) => isQuick(entry, derivation !== undefined))
        .flatMap((formula) => {
          const slip = slipOf(formula, ground);
          return slip === null ? [] : `${node.id} ${formula.equation ?? ""}: ${slip}`;
        })
    );
  });
}

function isGradient(term: Term): boolean {
  return (term.kind === "entry" && term.grad) || term.kind === "cost";
}

/** Open derivatives of all entries by all entries of large tensors would take minutes; what they lead to is not left out. */
function isQuick({ inputs, out }: Entry, isLast: boolean): boolean {
  const size = Object.values(inputs).reduce((sum, { value }) => sum + value.data.length, 0) * out.value.data.length;
  return isLast || size < 20_000;
}

test.each(lessons)("%s: every formula has the numbers of its run", (name) => {
  const { document } = parseDocument(readFileSync(new URL(name, folder), "utf8"));
  expect(document && slipsOf(document.graph)).toEqual([]);
});

test.each(conformance)("$name: every formula has the numbers of its run", ({ graph }) => {
  expect(slipsOf(graph)).toEqual([]);
});
