import { FileCode, NotebookText, Sigma } from "lucide-react";
import { host } from "../host/current";
import { notify } from "../state/notices";
import { currentDocument, session } from "../state/session";
import { type CodeKind, codeOf } from "./code";
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
  run: () => exportCode("pytorch", ".py", "text/x-python"),
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
  run: () => exportCode("notebook", ".ipynb", "application/x-ipynb+json"),
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
  run: () => exportCode("latex", ".tex", "application/x-tex"),
};

async function exportCode(kind: CodeKind, extension: string, mime: string): Promise<void> {
  const name = fileNameOf(sessionTitle(session()), extension);
  const code = await codeOf(kind, currentDocument());
  if ("failed" in code) return notify(code.failed, "problem");
  const outcome = await host.exportFile(name, code.text, mime);
  if (outcome.kind === "failed") notify(outcome.message, "problem");
  if (outcome.kind === "done") notify(`Exported ${outcome.value}`);
}
