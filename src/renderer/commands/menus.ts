import * as code from "./code-commands";
import type { Command } from "./command";
import * as edit from "./edit-commands";
import * as file from "./file-commands";
import * as help from "./help-commands";
import * as record from "./record-commands";
import * as share from "./share-commands";
import * as step from "./step-commands";
import * as view from "./view-commands";
import * as watch from "./watch-commands";
import * as why from "./why-commands";

/** A menu: commands, menus within it, and `null` where a line parts them. */
export interface CommandMenu {
  readonly label: string;
  readonly lines: readonly (Command | CommandMenu | null)[];
}

/** What the look of an edge follows. */
export const edgeMenu: CommandMenu = {
  label: "Edges",
  lines: [view.edgePlainCommand, view.edgeWidthCommand, view.edgeColorCommand],
};

/** Light or dark. */
export const themeMenu: CommandMenu = {
  label: "Theme",
  lines: [view.themeSystemCommand, view.themeLightCommand, view.themeDarkCommand],
};

/** How the graph and the window look. */
export const viewOptions: CommandMenu = {
  label: "View options",
  lines: [
    view.valuesCommand,
    view.gradientsCommand,
    edgeMenu,
    null,
    view.railCommand,
    view.inspectorCommand,
    view.minimapCommand,
    view.transportCommand,
    null,
    themeMenu,
  ],
};

/** Parts of the pass. */
const tenthMenu: CommandMenu = { label: "Go to a tenth", lines: step.tenthCommands };

/** The app's menus. Every command stands in exactly one of them, so this is the one list of commands. */
export const menus: readonly CommandMenu[] = [
  {
    label: "File",
    lines: [
      file.newCommand,
      file.openCommand,
      file.startScreenCommand,
      null,
      file.saveCommand,
      file.saveAsCommand,
      null,
      share.exportCommand,
      code.pytorchCommand,
      code.notebookCommand,
      code.latexCommand,
      file.exportJsonCommand,
    ],
  },
  {
    label: "Edit",
    lines: [
      edit.undoCommand,
      edit.redoCommand,
      null,
      edit.cutCommand,
      edit.copyCommand,
      edit.pasteCommand,
      edit.duplicateCommand,
      edit.deleteCommand,
      null,
      edit.selectAllCommand,
      edit.selectNoneCommand,
      null,
      edit.addNodeCommand,
      edit.renameCommand,
      view.layOutCommand,
    ],
  },
  {
    label: "View",
    lines: [view.fitCommand, view.zoomInCommand, view.zoomOutCommand, view.zoomFullCommand, null, ...viewOptions.lines],
  },
  {
    label: "Step",
    lines: [
      step.playCommand,
      step.stepForwardCommand,
      step.stepBackCommand,
      step.stepIntoCommand,
      null,
      step.firstStepCommand,
      step.lastStepCommand,
      step.previousMarkerCommand,
      step.nextMarkerCommand,
      tenthMenu,
      null,
      step.breakpointCommand,
      step.showWholeCommand,
      null,
      why.whyCommand,
    ],
  },
  {
    label: "Record",
    lines: [
      record.recordCommand,
      record.holdCommand,
      null,
      record.captionCommand,
      record.markerCommand,
      record.pauseHereCommand,
      record.questionCommand,
      null,
      record.saveRecordingCommand,
      null,
      watch.watchWalkCommand,
      watch.proveCommand,
      watch.loopCommand,
      watch.followCommand,
      watch.continueCommand,
      watch.closeRecordingCommand,
    ],
  },
  { label: "Help", lines: [view.paletteCommand, view.shortcutsCommand, null, help.aboutCommand, help.licencesCommand] },
];

/** Every command. */
export const commands: readonly Command[] = menus.flatMap(commandsIn);

const byId: ReadonlyMap<string, Command> = new Map(commands.map((command) => [command.id, command]));

/** The commands of a menu and of the menus within it. */
export function commandsIn({ lines }: CommandMenu): readonly Command[] {
  return lines.flatMap((line) => (line === null ? [] : "lines" in line ? commandsIn(line) : [line]));
}

/** The command of this id, or undefined where there is none. */
export function commandOf(id: string): Command | undefined {
  return byId.get(id);
}
