import type { Document } from "#core/document/document";
import { plainName } from "#core/formula/name";
import type { Formula } from "#core/formula/tree";
import { formulaTex } from "#core/formula/write-tex";
import { nameOf } from "#core/graph/graph";
import { namesOf } from "#core/graph/names";
import { namingOf } from "#core/ops/naming";
import { oneLine, visibleLines } from "./python-text";
import { type Exported, type PythonPart, pythonParts } from "./pytorch";
import type { PythonNode } from "./pytorch-plan";

/** A graph as a Jupyter notebook (nbformat 4.5): what `exportPyTorch` writes, cut into cells, with the mathematics set between them. */
export function exportNotebook(document: Document): Exported {
  const parts = pythonParts(document);
  if ("problems" in parts) return parts;
  const { plan, imports, tensors, functions, module, reference, checks } = parts;
  const { meta, graph } = document;
  const cells = [
    markdown([
      `# ${escaped(oneLine(meta.title)) || "A graph"}`,
      "",
      ...visibleLines(meta.description).map(escaped),
      "",
      "Exported from Gradwire. Run all cells: the last one compares every value and gradient with Gradwire's own.",
    ]),
    code([imports, ...tensors]),
    ...functions.flatMap((lines, at) => {
      const { className, nodes } = plan.functions[at] ?? { className: "", nodes: [] };
      const used = nodes.map(({ name }) => `\`${name}\``).join(", ");
      return [markdown([`## ${className}`, "", `Its backward is derived by hand. Used by ${used}.`]), code([lines])];
    }),
    markdown(["## The graph", "", ...plan.nodes.flatMap((node) => mathematics(node, graph))]),
    code([module]),
    markdown(["## Gradwire's own numbers", "", "Every value and gradient of one pass, to the last bit."]),
    code([reference]),
    markdown(["## Do they agree?"]),
    code(checks),
    code([["main()"]]),
  ];
  const notebook = {
    cells: cells.map(({ kind, source }, at) => ({
      cell_type: kind,
      ...(kind === "code" ? { execution_count: null } : {}),
      id: `cell-${at + 1}`,
      metadata: {},
      ...(kind === "code" ? { outputs: [] } : {}),
      source: source.map((line, i) => (i === source.length - 1 ? line : `${line}\n`)),
    })),
    metadata: {
      kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
      language_info: { name: "python" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return { pieces: plan.blocks.fill(`${JSON.stringify(notebook, null, 1)}\n`) };
}

interface Cell {
  readonly kind: "markdown" | "code";
  readonly source: readonly string[];
}

const markdown = (source: readonly string[]): Cell => ({ kind: "markdown", source });

function code(parts: readonly PythonPart[]): Cell {
  return { kind: "code", source: parts.flatMap((lines, at) => (at === 0 ? lines : ["", "", ...lines])) };
}

/** A node's formulas both ways, with the numbers of the equations of Vicas 2022. */
function mathematics({ runnable }: PythonNode, graph: Document["graph"]): readonly string[] {
  const { op, settings, node } = runnable;
  const { forward, backward } = op.formulas(settings);
  const naming = namingOf(op, namesOf(graph, node));
  const line = (formula: Formula) =>
    `- $${oneLine(formulaTex(formula, naming))}$${formula.equation === undefined ? "" : ` ${formula.equation}`}`;
  return [`**${escaped(plainName(nameOf(node), 60))}** (${op.type})`, "", ...[...forward, ...backward].map(line), ""];
}

/** Text that Markdown shows as it is: no mark-up, no HTML, no mathematics. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*_{}[\]()#+\-.!|$~>]/g, "\\$&");
}
