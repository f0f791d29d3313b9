import { FileCode, NotebookText, Sigma } from "lucide-react";
import type { Document } from "#core/document/document";
import type { Exported } from "#core/export/pytorch";
import { host } from "../host/current";
import { notify } from "../state/notices";
import { currentDocument, session } from "../state/session";
import { type Command, hasNodes } from "./command";
import { fileNameOf, sessionTitle } from "./titles";

/** Writes the graph as a PyTorch module. */
export const pytorchCommand: Command = {
  id: "export-pytorch",
  name: "Export PyTorch module…",
  icon: FileCode,
  keys: [],
  keysIn: "anywhere",
  when: hasNodes,
  keywords: "python torch autograd function gradcheck code share",
  run: async () => {
    const { exportPyTorch } = await import("#core/export/pytorch");
    await exportCode(exportPyTorch, ".py", "text/x-python");
  },
};

/** Writes the same as a notebook. */
export const notebookCommand: Command = {
  id: "export-notebook",
  name: "Export Jupyter notebook…",
  icon: NotebookText,
  keys: [],
  keysIn: "anywhere",
  when: hasNodes,
  keywords: "python torch ipynb code share",
  run: async () => {
    const { exportNotebook } = await import("#core/export/pytorch-notebook");
    await exportCode(exportNotebook, ".ipynb", "application/x-ipynb+json");
  },
};

/** Writes the whole derivation, forward and backward, as a LaTeX document. */
export const latexCommand: Command = {
  id: "export-latex",
  name: "Export derivation as LaTeX…",
  icon: Sigma,
  keys: [],
  keysIn: "anywhere",
  when: hasNodes,
  keywords: "tex formulas mathematics article share",
  run: async () => {
    const { exportLatex } = await import("#core/export/latex");
    await exportCode(exportLatex, ".tex", "application/x-tex");
  },
};

async function exportCode(write: (document: Document) => Exported, extension: string, mime: string): Promise<void> {
  const exported = write(currentDocument());
  if ("problems" in exported) {
    const [first] = exported.problems;
    const more = exported.problems.length - 1;
    const others = more === 0 ? "" : more === 1 ? ", and one more problem" : `, and ${more} more problems`;
    const place = first?.node === undefined ? "" : `“${first.node}” `;
    return notify(`The graph cannot be exported yet: ${place}${first?.message}${others}.`, "problem");
  }
  const outcome = await host.exportFile(fileNameOf(sessionTitle(session()), extension), exported.text, mime);
  if (outcome.kind === "failed") notify(outcome.message, "problem");
  if (outcome.kind === "done") notify(`Exported ${outcome.value}`);
}
