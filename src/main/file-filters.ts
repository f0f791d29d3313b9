/** What a file dialog offers to choose from. */
export interface FileFilter {
  readonly name: string;
  readonly extensions: string[];
}

const GRAPHS: FileFilter = { name: "Gradwire graph", extensions: ["gradwire", "json"] };
const RECORDINGS: FileFilter = { name: "Gradwire recording", extensions: ["gradrec"] };

/** Tables to fill a tensor from. */
export const TABLES: FileFilter = { name: "Table of numbers", extensions: ["csv", "tsv", "txt"] };

/** What can be opened: everything together first, as dialogs show the first. */
export const OPENED: FileFilter[] = [
  { name: "Gradwire files", extensions: [...GRAPHS.extensions, ...RECORDINGS.extensions, "gz"] },
  GRAPHS,
  RECORDINGS,
];

/** What a text that is saved under this name is. */
export function savedAs(suggestedName: string): FileFilter {
  return suggestedName.endsWith(".gradrec") ? RECORDINGS : GRAPHS;
}
