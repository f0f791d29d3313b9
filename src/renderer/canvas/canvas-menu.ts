import { inTapeOrder } from "#core/drawing/plans";
import { nameOf, OUT } from "#core/graph/graph";
import * as edit from "../commands/edit-commands";
import { menuItems } from "../commands/run-command";
import { breakpointCommand } from "../commands/step-commands";
import * as view from "../commands/view-commands";
import type { MenuItem } from "../controls/Menu";
import { select, session } from "../state/session";
import { useSettings } from "../state/settings";
import { canvasPoint } from "./canvas-frame";
import { beginByKeys } from "./keyboard-wires";
import { openPalette } from "./palette-store";
import { askRename } from "./renaming";
import { goTo, stopAt } from "./stops";

/** What can be done at a point of the screen. What is under it is selected first, unless it is already. */
export function menuAt(at: { readonly x: number; readonly y: number }): readonly MenuItem[] {
  const stop = stopAt(document.elementFromPoint(at.x, at.y));
  if (stop?.kind === "node") return nodeMenu(stop.id);
  if (stop?.kind === "edge") return edgeMenu(stop.id);
  if (session().watching) return lines(edit.selectAllCommand, view.fitCommand);
  return [
    { label: "Add a node here…", shortcut: "/", onSelect: () => openPalette({ screen: at, at: canvasPoint(at) }) },
    ...lines(edit.pasteCommand, null, edit.selectAllCommand, view.layOutCommand, view.fitCommand),
  ];
}

function nodeMenu(id: string): readonly MenuItem[] {
  const { selection, analysis } = session();
  if (!selection.nodes.has(id)) select([id]);
  const node = analysis.graph.nodes.find((other) => other.id === id);
  if (session().watching) return lines(edit.copyCommand);
  const ids = inTapeOrder(analysis).map((other) => other.id);
  return [
    { label: "Rename", shortcut: "F2", onSelect: () => later(() => askRename(id)) },
    {
      label: "Connect from here",
      shortcut: "C",
      onSelect: () =>
        later(() => {
          goTo({ kind: "node", id });
          beginByKeys({ node: id, handle: OUT, side: "source" }, node ? nameOf(node) : id, ids);
        }),
    },
    ...lines(breakpointCommand),
    "separator",
    ...lines(edit.duplicateCommand, edit.copyCommand, edit.cutCommand, null, edit.deleteCommand),
  ];
}

function edgeMenu(id: string): readonly MenuItem[] {
  const edge = session().analysis.graph.edges.find((other) => other.id === id);
  select([], [id]);
  if (!edge) return [];
  return [
    { label: "Go to where it comes from", onSelect: () => later(() => goTo({ kind: "node", id: edge.source })) },
    { label: "Go to where it leads", onSelect: () => later(() => goTo({ kind: "node", id: edge.target })) },
    ...(session().watching ? [] : ["separator" as const, ...lines(edit.deleteCommand)]),
  ];
}

function lines(...commands: Parameters<typeof menuItems>[0]["lines"]): readonly MenuItem[] {
  return menuItems({ lines: commands }, session(), useSettings.getState());
}

/** A menu that closes gives the keyboard back to where it was; what takes it elsewhere waits for that. */
function later(act: () => void): void {
  setTimeout(act, 0);
}
