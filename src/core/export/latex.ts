import { isAfterVicas } from "#core/document/after-vicas";
import type { Document } from "#core/document/document";
import { brief, briefTex } from "#core/formula/number";
import { binary, type Entry as EntryTerm, type Formula, type Term } from "#core/formula/tree";
import { formulaTex, NOTHING } from "#core/formula/write-tex";
import { type Analysis, analyse, type Runnable } from "#core/graph/analyse";
import { exerciseOf } from "#core/graph/exercise";
import { nameOf } from "#core/graph/graph";
import { namesOf } from "#core/graph/names";
import { opOf } from "#core/ops/index";
import { backward, compile, costOf, type Entry, forward, type Tape } from "#core/tape/tape";
import { type InNumbers, type ToldFormula, tellFormula } from "#core/telling/told-formula";
import { formulasAt, type NodeFormulas, pushOf, siteOf } from "#core/telling/told-node";
import { formatShape } from "#core/tensor/tensor";
import { latexName, latexNote, latexText } from "./latex-text";
import type { Exported } from "./pytorch";

const PREAMBLE = String.raw`% Exported from Gradwire.
\documentclass[11pt]{article}
\usepackage[a4paper,margin=2cm]{geometry}
\usepackage{amsmath,amssymb}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[utf8]{inputenc}
  \usepackage[T1]{fontenc}
  \usepackage{textcomp}
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
 * reverse, each formula in symbols with the number of the equation of Vicas 2022, then in numbers and with what is to be noted, and
 * gradients that meet are added up, Vicas 2022 (10). What people wrote, such as titles and labels, is only ever text in it. What is set as an exercise is left out.
 */
export function exportLatex(document: Document): Exported {
  const analysis = analyse(document.graph);
  if (analysis.problems.length > 0) return { problems: analysis.problems };
  const tape = compile(analysis);
  forward(tape);
  backward(tape);
  const cost = costOf(tape);
  const { title, description } = document.meta;
  const withSlips = isAfterVicas(document);
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
    ...analysis.runnable.flatMap((runnable) => forwardPart(analysis, tape, runnable, withSlips)),
    "\\section{Backward pass}",
    ...(cost === null ? ["There is no cost, so nothing is differentiated."] : []),
    ...backwards.flatMap((runnable) => backwardPart(analysis, tape, runnable, withSlips)),
    "\\end{document}",
  ];
  return { pieces: [`${parts.join("\n\n")}\n`] };
}

function forwardPart(analysis: Analysis, tape: Tape, runnable: Runnable, withSlips: boolean): readonly string[] {
  const { node, op, shape } = runnable;
  const maths = mathsOf(analysis, tape, runnable);
  const about = `${latexText(op.summary)} The output has the shape ${latexText(formatShape(shape))}.`;
  return [
    heading(node),
    about,
    ...(maths ? maths.formulas.forward.map((formula) => derived(formula, maths, withSlips)) : []),
  ];
}

function backwardPart(analysis: Analysis, tape: Tape, runnable: Runnable, withSlips: boolean): readonly string[] {
  const { node } = runnable;
  const maths = mathsOf(analysis, tape, runnable);
  const entry = entryOf(tape, node.id);
  if (!entry?.out.grad || !maths) return [];
  const lines = maths.formulas.backward.map((formula) => derived(formula, maths, withSlips));
  const told = exerciseOf(node).length > 0 ? ["Its derivatives are left as an exercise."] : lines;
  const sum = sumOf(analysis, entry);
  return sum.length + told.length === 0 ? [] : [heading(node), ...sum, ...told];
}

/** What the edges from an output bring back, and their sum, where they are several. */
function sumOf(analysis: Analysis, { node, out, outgoing }: Entry): readonly string[] {
  const shares = outgoing.filter(({ grad }) => grad !== null);
  if (!out.grad || shares.length < 2) return [];
  const { out: name } = namesOf(analysis.graph, node);
  const whole: EntryTerm = { kind: "entry", of: { role: "node", name }, grad: true, at: null, round: 0 };
  const terms = shares.map(({ edge }): Term => {
    const target = analysis.graph.nodes.find(({ id }) => id === edge.target);
    return { kind: "via", of: whole, name: target ? nameOf(target) : edge.target };
  });
  const put = (value: number | undefined): Term => ({ kind: "value", value: value ?? Number.NaN, from: null });
  const added = (all: readonly Term[]) => all.reduce((sum, each) => binary<Term>("+", sum, each));
  const write = (...sides: readonly Term[]) => formulaTex({ sides, locals: [] }, NOTHING, { name: latexName });
  const tex = write(put(out.grad.data[0]), added(shares.map(({ grad }) => put(grad?.data[0]))));
  const formula: Formula = { sides: [whole, added(terms)], locals: [] };
  const numbers = { lines: [{ at: 0, index: [], pieces: [tex], tex }], all: out.grad.data.length };
  return [equation({ formula, tex: write(...formula.sides), equation: "(10)", numbers, steps: [] })];
}

function entryOf(tape: Tape, node: string): Entry | undefined {
  return tape.entries[tape.places.get(node) ?? -1];
}

function mathsOf(analysis: Analysis, tape: Tape, runnable: Runnable): NodeFormulas | null {
  const entry = entryOf(tape, runnable.node.id);
  return entry ? { ...formulasAt(analysis, runnable, siteOf(entry), brief, pushOf(entry)), name: latexName } : null;
}

function heading(node: Runnable["node"]): string {
  const family = opOf(node.type)?.type ?? node.type;
  return `\\subsection*{$${latexName(nameOf(node))}$ --- ${latexText(family)}}`;
}

/** A formula after the steps that lead to it; with what to know of it beside Vicas 2022, where a graph follows that. */
function derived(formula: Formula, maths: NodeFormulas, withSlips: boolean): string {
  const told = tellFormula(formula, maths);
  // The slips are noted at the formula itself.
  const steps = told.steps.map(({ note: _, slip: __, ...step }) => equation(step));
  return [...steps, equation(told), ...(withSlips && told.slip !== undefined ? [noted(told.slip)] : [])].join("\n");
}

/** A formula, its numbers below it, and its note. */
function equation({ tex, equation: number, note, numbers }: ToldFormula): string {
  const tag = number === undefined ? "" : `\\tag*{${latexText(number)}}`;
  const display = `\\begin{equation*}\n${tex}${tag}\n\\end{equation*}`;
  return [display + (numbers ? inNumbers(numbers) : ""), ...(note === undefined ? [] : [noted(note)])].join("\n");
}

function noted(note: string): string {
  return `{\\small ${latexNote(note)}}`;
}

function inNumbers({ lines, all }: InNumbers): string {
  const more = all - lines.length;
  const rest = more > 0 ? `\n{\\small and ${more} more ${more === 1 ? "entry" : "entries"}}` : "";
  return `\n{\\small\\begin{gather*}\n${lines.map(({ tex }) => tex).join(" \\\\\n")}\n\\end{gather*}}${rest}`;
}
