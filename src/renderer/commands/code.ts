import type { Document } from "#core/document/document";

/** What a graph can be written as for other programs to run or to set. */
export type CodeKind = "pytorch" | "notebook" | "latex";

/** The text of a graph as code, or why there is none; read in only when it is asked for. */
export async function codeOf(
  kind: CodeKind,
  document: Document,
): Promise<{ readonly text: string } | { readonly failed: string }> {
  const write = await WRITERS[kind]();
  const exported = write(document);
  if ("pieces" in exported) return { text: [...exported.pieces].join("") };
  const [first] = exported.problems;
  const more = exported.problems.length - 1;
  const others = more === 0 ? "" : more === 1 ? ", and one more problem" : `, and ${more} more problems`;
  const place = first?.node === undefined ? "" : `“${first.node}” `;
  return { failed: `The graph cannot be exported yet: ${place}${first?.message}${others}.` };
}

const WRITERS = {
  pytorch: async () => (await import("#core/export/pytorch")).exportPyTorch,
  notebook: async () => (await import("#core/export/pytorch-notebook")).exportNotebook,
  latex: async () => (await import("#core/export/latex")).exportLatex,
} as const;
