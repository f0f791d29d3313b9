import type { Document } from "#core/document/document";
import { type Analysis, analyse, type Runnable } from "#core/graph/analyse";
import { exerciseOf } from "#core/graph/exercise";
import { nameOf } from "#core/graph/graph";
import { type InNumbers, inNumbers, type KnownSite } from "#core/graph/in-numbers";
import { namesOf } from "#core/graph/names";
import { texName } from "#core/graph/tex-name";
import { costBy, type Formula } from "#core/ops/define";
import { opOf } from "#core/ops/index";
import { type Readings, readTape } from "#core/tape/readings";
import { briefTex } from "#core/tape/say-numbers";
import { backward, compile, costOf, forward } from "#core/tape/tape";
import { formatShape } from "#core/tensor/tensor";
import { latexFormula, latexNote, latexText } from "./latex-text";
import type { Exported } from "./pytorch";

const PREAMBLE = String.raw`% Exported from Gradwire.
\documentclass[11pt]{article}
\usepackage[a4paper,margin=2cm]{geometry}
\usepackage{amsmath,amssymb}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[utf8]{inputenc}
  \usepackage[T1]{fontenc}
  % A sign that this LaTeX may not have is set by its number.
  \newcommand{\gradsign}[1]{\text{\small[U+#1]}}
\else
  \usepackage{fontspec}
  \newcommand{\gradsign}[1]{\text{\char"#1}}
\fi
\allowdisplaybreaks
\setlength{\parindent}{0pt}
\setlength{\parskip}{6pt}`;

/**
 * The derivation of a graph as one LaTeX document: the forward pass node by node in the order of the tape, then the backward pass in
 * reverse, each formula in symbols with the number of the seed's equation, then in numbers; notes are footnotes, and gradients that meet
 * are added up, seed (10). What people wrote, such as titles and labels, is only ever text in it. What is set as an exercise is left out.
 */
export function exportLatex(document: Document): Exported {
  const analysis = analyse(document.graph);
  if (analysis.problems.length > 0) return { problems: analysis.problems };
  const tape = compile(analysis);
  forward(tape);
  backward(tape);
  const readings = readTape(tape);
  const cost = costOf(tape);
  const { title, description } = document.meta;
  const backwards = [...analysis.runnable].reverse();
  const parts = [
    PREAMBLE,
    `\\title{${latexText(title) || "A graph"}}`,
    "\\date{}",
    "\\begin{document}",
    "\\maketitle",
    ...(latexText(description) === "" ? [] : [latexText(description)]),
    ...(cost === null ? [] : [`The cost of this run is $C = ${briefTex(cost)}$.`]),
    "\\section{Forward pass}",
    ...analysis.runnable.flatMap((runnable) => forwardPart(analysis, readings, runnable)),
    "\\section{Backward pass}",
    ...(cost === null ? ["There is no cost, so nothing is differentiated."] : []),
    ...backwards.flatMap((runnable) => backwardPart(analysis, readings, runnable)),
    "\\end{document}",
  ];
  return { pieces: [`${parts.join("\n\n")}\n`] };
}

function forwardPart(analysis: Analysis, readings: Readings, runnable: Runnable): readonly string[] {
  const { node, op, shape } = runnable;
  const { formulas, numbers } = formulasOf(analysis, readings, runnable);
  const about = `${latexText(op.summary)} The output has the shape ${latexText(formatShape(shape))}.`;
  return [
    heading(node),
    about,
    ...formulas.forward.map((formula, at) =>
      derived(formula, numbers?.forward[at] ?? null, numbers?.steps.forward[at]),
    ),
  ];
}

function backwardPart(analysis: Analysis, readings: Readings, runnable: Runnable): readonly string[] {
  const { node } = runnable;
  const reading = readings.nodes.get(node.id);
  if (!reading?.out.grad) return [];
  const { formulas, numbers } = formulasOf(analysis, readings, runnable);
  const lines = formulas.backward.map((formula, at) =>
    derived(formula, numbers?.backward[at] ?? null, numbers?.steps.backward[at]),
  );
  const told = exerciseOf(node).length > 0 ? ["Its derivatives are left as an exercise."] : lines;
  const sum = sumOf(analysis, reading.shares.length, runnable, readings);
  return sum.length + told.length === 0 ? [] : [heading(node), ...sum, ...told];
}

/** What the edges from an output bring back, and their sum, where they are several. */
function sumOf(analysis: Analysis, shares: number, { node }: Runnable, readings: Readings): readonly string[] {
  const reading = readings.nodes.get(node.id);
  const sum = reading?.out.grad;
  if (!reading || !sum || shares < 2) return [];
  const whole = costBy(namesOf(analysis.graph, node).out);
  const terms = reading.shares.map(({ edge }) => {
    const id = analysis.graph.edges.find((each) => each.id === edge)?.target;
    const target = analysis.graph.nodes.find((each) => each.id === id);
    return `\\left.${whole}\\right|_{${texName(target ? nameOf(target) : edge)}}`;
  });
  const entries = reading.shares.map(({ grad }) => briefTex(grad.head[0] ?? Number.NaN));
  const line = `${entries.map((x) => (x.startsWith("-") ? `(${x})` : x)).join(" + ")}`;
  return [
    equation(
      { tex: `${whole} = ${terms.join(" + ")}`, equation: "(10)" },
      { lines: [`${briefTex(sum.head[0] ?? Number.NaN)} = ${line}`], all: sum.head.length },
    ),
  ];
}

function formulasOf({ graph }: Analysis, readings: Readings, { node, op, settings, feeds }: Runnable) {
  const formulas = op.formulas(namesOf(graph, node), settings);
  const reading = readings.nodes.get(node.id);
  const inputs: Record<string, KnownSite["out"]> = {};
  for (const [handle, { id }] of Object.entries(feeds)) {
    const fed = readings.edges.get(id);
    if (fed) inputs[handle] = fed;
  }
  const site = reading && { out: reading.out, inputs, params: reading.params, saved: reading.saved };
  return { formulas, numbers: site ? inNumbers(op, settings, site, briefTex) : null };
}

function heading(node: Runnable["node"]): string {
  const family = opOf(node.type)?.type ?? node.type;
  return `\\subsection*{$${latexFormula(texName(nameOf(node)))}$ --- ${latexText(family)}}`;
}

/** A formula after the steps that lead to it. */
function derived(formula: Formula, numbers: InNumbers | null, steps: readonly (InNumbers | null)[] = []): string {
  const { derivation = [] } = formula;
  // The slips are noted at the formula itself.
  const lines = derivation.map(({ note: _, ...step }, at) => equation(step, steps[at] ?? null));
  return [...lines, equation(formula, numbers)].join("\n");
}

/** A formula, its numbers below it, and its note at the foot of the page. */
function equation({ tex, equation: number, note }: Formula, numbers: InNumbers | null): string {
  const tag = number === undefined ? "" : `\\tag*{${latexText(number)}}`;
  const display = `\\begin{equation*}\n${latexFormula(tex)}${tag}\n\\end{equation*}`;
  const more = numbers ? numbers.all - numbers.lines.length : 0;
  const rest = more > 0 ? `\n{\\small and ${more} more ${more === 1 ? "entry" : "entries"}}` : "";
  const lines = numbers?.lines.map(latexFormula).join(" \\\\\n") ?? "";
  const inNumbers = lines === "" ? "" : `\n{\\small\\begin{gather*}\n${lines}\n\\end{gather*}}${rest}`;
  const foot = note === undefined ? "" : `\nOn this equation.\\footnote{${latexNote(note)}}`;
  return display + inNumbers + foot;
}
