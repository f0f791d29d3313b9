import type { Document } from "#core/document/document";
import { analyse } from "#core/graph/analyse";
import type { Problem } from "#core/problem";
import { docstring, visibleLines } from "./python-text";
import { backwardFunction, compareFunction, mainFunction, tensorFunction, unpackFunction } from "./pytorch-check";
import { functionClass, moduleClass } from "./pytorch-module";
import { type PythonPlan, planPython } from "./pytorch-plan";
import { hasBlocks, referenceDict } from "./pytorch-reference";

/** A graph written for elsewhere, piece by piece, to be gone over once; or all that is wrong with it. */
export type Exported = { readonly pieces: Iterable<string> } | { readonly problems: readonly Problem[] };

/** A part of a Python file that stands for itself: a class, a function, a table of numbers. */
export type PythonPart = readonly string[];

/** A graph as Python, part by part, in the order in which they are run. */
export interface PythonParts {
  readonly plan: PythonPlan;
  readonly imports: PythonPart;
  readonly tensors: readonly PythonPart[];
  readonly functions: readonly PythonPart[];
  readonly module: PythonPart;
  readonly reference: PythonPart;
  readonly checks: readonly PythonPart[];
}

/**
 * A graph as one Python file for PyTorch: an `nn.Module`; an `autograd.Function` for each backward that is derived by hand, the
 * derivation above it; every number of Gradwire's own run; and a `main` that compares them all, to a relative 1e-9, and puts each
 * Function to gradcheck. The file needs nothing but torch and exits with 1 where anything disagrees. What people wrote, such as titles and labels, is
 * only ever text in it.
 */
export function exportPyTorch(document: Document): Exported {
  const parts = pythonParts(document);
  if ("problems" in parts) return parts;
  const { meta } = document;
  const about = docstring([
    meta.title.trim() || "A graph",
    ...visibleLines(meta.description).filter((line) => line.trim() !== ""),
    "Exported from Gradwire. Run it with Python: it compares every value and gradient with Gradwire's own.",
  ]);
  const run = ['if __name__ == "__main__":', "    raise SystemExit(0 if main() else 1)"];
  const { plan, imports, tensors, functions, module, reference, checks } = parts;
  const blocks = [...tensors, ...functions, module, reference, ...checks, run];
  const text = `${[[...about, "", ...imports], ...blocks].map((lines) => lines.join("\n")).join("\n\n\n")}\n`;
  return { pieces: plan.blocks.fill(text) };
}

/** The parts that file and notebook are made of, or all that is wrong with the graph. */
export function pythonParts(document: Document): PythonParts | { readonly problems: readonly Problem[] } {
  const analysis = analyse(document.graph);
  if (analysis.problems.length > 0) return { problems: analysis.problems };
  const plan = planPython(document, analysis);
  const packed = hasBlocks(plan);
  const hasFunctions = plan.functions.length > 0;
  const body = {
    tensors: [tensorFunction, ...(packed ? [unpackFunction] : [])],
    functions: plan.functions.map(functionClass),
    module: moduleClass(plan),
    reference: referenceDict(plan),
    checks: [compareFunction, ...(hasFunctions ? [backwardFunction] : []), mainFunction(plan)],
  };
  const usesF = [...body.functions, body.module].some((lines) => lines.some((line) => /\bF\.\w+\(/.test(line)));
  const imports = [
    ...(packed ? ["import base64", ""] : []),
    "import torch",
    ...(usesF ? ["import torch.nn.functional as F"] : []),
    "from torch import nn",
    ...(hasFunctions ? ["from torch.autograd import gradcheck"] : []),
  ];
  return { plan, imports, ...body };
}
