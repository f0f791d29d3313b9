import type { CodeKind } from "../commands/code";

/** What something can be exported as. */
export type ExportKind = "svg" | "png" | "json" | CodeKind | "html" | "webm" | "mp4" | "gif" | "pictures" | "captions";

/** One of the things that can be exported, in words. */
export interface ExportChoice {
  readonly kind: ExportKind;
  readonly name: string;
  readonly about: string;
  /** Of the file, with its dot. */
  readonly extension: string;
  readonly mime: string;
}

const SVG: ExportChoice = {
  kind: "svg",
  name: "Picture (SVG)",
  about: "The whole canvas as it is shown now; sharp at any size.",
  extension: ".svg",
  mime: "image/svg+xml",
};
const PNG: ExportChoice = {
  kind: "png",
  name: "Picture (PNG)",
  about: "The same in pixels, for whatever shows no SVG.",
  extension: ".png",
  mime: "image/png",
};
const JSON_FILE: ExportChoice = {
  kind: "json",
  name: "Graph (JSON)",
  about: "Nodes, edges and numbers for other programs.",
  extension: ".json",
  mime: "application/json",
};
const PYTORCH: ExportChoice = {
  kind: "pytorch",
  name: "PyTorch module",
  about: "Python that compares itself with the numbers here.",
  extension: ".py",
  mime: "text/x-python",
};
const NOTEBOOK: ExportChoice = {
  kind: "notebook",
  name: "Jupyter notebook",
  about: "The same, cell by cell, with the formulas.",
  extension: ".ipynb",
  mime: "application/x-ipynb+json",
};
const LATEX: ExportChoice = {
  kind: "latex",
  name: "Derivation (LaTeX)",
  about: "Every node forward and backward, as an article.",
  extension: ".tex",
  mime: "application/x-tex",
};
const HTML: ExportChoice = {
  kind: "html",
  name: "Web page (HTML)",
  about: "One file with a player in it. It opens in any browser, without a network.",
  extension: ".html",
  mime: "text/html",
};
const WEBM: ExportChoice = {
  kind: "webm",
  name: "Video (WebM)",
  about: "For slides and course pages; sharp and small.",
  extension: ".webm",
  mime: "video/webm",
};
const MP4: ExportChoice = {
  kind: "mp4",
  name: "Video (MP4)",
  about: "H.264, for slides and players that know no WebM.",
  extension: ".mp4",
  mime: "video/mp4",
};
const GIF: ExportChoice = {
  kind: "gif",
  name: "Moving picture (GIF)",
  about: "Plays wherever a picture can stand, over and over.",
  extension: ".gif",
  mime: "image/gif",
};
const PICTURES: ExportChoice = {
  kind: "pictures",
  name: "A picture of each step (SVG)",
  about: "As one archive (zip), for slides and print.",
  extension: ".zip",
  mime: "application/zip",
};
const CAPTIONS: ExportChoice = {
  kind: "captions",
  name: "Captions (WebVTT)",
  about: "What is said and when, for a video player.",
  extension: ".vtt",
  mime: "text/vtt",
};

/** What a graph can be exported as. */
export const GRAPH_CHOICES: readonly ExportChoice[] = [SVG, PNG, JSON_FILE, PYTORCH, NOTEBOOK, LATEX];

/** What steps can be exported as; captions only where there are any. */
export function stepChoices(hasCaptions: boolean): readonly ExportChoice[] {
  return [HTML, WEBM, MP4, GIF, PICTURES, ...(hasCaptions ? [CAPTIONS] : [])];
}

/** Whether it is made of pictures of one size, one after the other. */
export function isFilm(kind: ExportKind): kind is "webm" | "mp4" | "gif" | "pictures" {
  return isMoving(kind) || kind === "pictures";
}

/** Whether it plays. */
export function isMoving(kind: ExportKind): kind is "webm" | "mp4" | "gif" {
  return kind === "webm" || kind === "mp4" || kind === "gif";
}

/** Whether it is code, which only a graph without problems can be written as. */
export function isCode(kind: ExportKind): kind is CodeKind {
  return kind === "pytorch" || kind === "notebook" || kind === "latex";
}
