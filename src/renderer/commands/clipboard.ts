import { copyFragment, paste, remove } from "#core/document/commands";
import type { Fragment } from "#core/document/document";
import { notify } from "../state/notices";
import { readGraph } from "../state/reading";
import { change, currentDocument, isShown, select, session } from "../state/session";
import { viewport } from "../state/viewport";
import { countNodes, fragmentText, pasteOffset, readFragment } from "./fragments";

/** What was copied last, for when the system refuses its clipboard. */
let kept: string | null = null;

/** Puts the selected nodes with the edges among them on the system's clipboard. */
export async function copySelection(): Promise<void> {
  const text = takeSelection();
  if (text !== null) await navigator.clipboard?.writeText(text).catch(() => undefined);
}

/** The same, and takes them out of the graph. */
export async function cutSelection(): Promise<void> {
  const text = takeSelection();
  if (text === null) return;
  removeSelection("Cut");
  await navigator.clipboard?.writeText(text).catch(() => undefined);
}

/** Adds what is on the system's clipboard; where the system refuses it, what was last copied here. */
export async function pasteClipboard(): Promise<void> {
  const { id } = session();
  const text = await navigator.clipboard?.readText().catch(() => null);
  if (isShown(id)) await pasteText(text ?? kept);
}

/** Adds a copy of the selected nodes beside them. */
export function duplicateSelection(): void {
  const document = currentDocument();
  add(copyFragment(document, session().selection.nodes), "Duplicate");
}

/** Takes what is selected out of the graph. */
export function removeSelection(verb: "Delete" | "Cut" = "Delete"): void {
  const { nodes, edges } = session().selection;
  const what = nodes.size > 0 ? countNodes(nodes.size) : edges.size === 1 ? "1 edge" : `${edges.size} edges`;
  change(remove(currentDocument(), nodes, edges), `${verb.toLowerCase()} ${what}`);
}

/**
 * Answers the browser's own copy, cut and paste, which come with a clipboard that needs no permission. Text fields and text
 * that is selected on the page keep them for themselves. Returns what stops it.
 */
export function hearClipboard(isOurs: (event: ClipboardEvent) => boolean): () => void {
  function onCopy(event: ClipboardEvent) {
    if (!isOurs(event)) return;
    const text = takeSelection();
    if (text === null) return;
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    if (event.type === "cut") removeSelection("Cut");
  }
  function onPaste(event: ClipboardEvent) {
    if (!isOurs(event)) return;
    event.preventDefault();
    void pasteText(event.clipboardData?.getData("text/plain") || kept);
  }
  document.addEventListener("copy", onCopy);
  document.addEventListener("cut", onCopy);
  document.addEventListener("paste", onPaste);
  return () => {
    document.removeEventListener("copy", onCopy);
    document.removeEventListener("cut", onCopy);
    document.removeEventListener("paste", onPaste);
  };
}

function takeSelection(): string | null {
  const { open, selection } = session();
  if (!open || selection.nodes.size === 0) return null;
  kept = fragmentText(copyFragment(currentDocument(), selection.nodes));
  notify(`Copied ${countNodes(selection.nodes.size)}`);
  return kept;
}

async function pasteText(text: string | null): Promise<void> {
  const { open, id } = session();
  if (!open) return;
  // Of any size, and from anywhere: it is read as a file is, and is pasted where it was asked for or not at all.
  const fragment = text?.trim()
    ? readFragment(await readGraph(text))
    : "The clipboard is empty. Copy some nodes, then paste.";
  if (!isShown(id)) return;
  if (typeof fragment === "string") notify(fragment, "problem");
  else add(fragment, "Paste");
}

function add(fragment: Fragment, verb: "Paste" | "Duplicate"): void {
  const before = currentDocument();
  const canvas = viewport();
  const offset = pasteOffset(fragment, canvas?.cards() ?? [], canvas?.center() ?? null);
  const { document, ids } = paste(before, fragment, offset);
  change(document, `${verb.toLowerCase()} ${countNodes(ids.length)}`);
  select(ids);
  canvas?.reveal(new Set(ids));
}
