import { BookOpen, Film, type LucideIcon } from "lucide-react";
import type { Family } from "#core/ops/define";
import { ops } from "#core/ops/index";
import { openLesson, watchWalk } from "../commands/files";
import { commands } from "../commands/menus";
import { nameNow, runCommand } from "../commands/run-command";
import type { Session } from "../state/session";
import { viewport } from "../state/viewport";
import { loadLessons } from "./lessons";
import type { Findable } from "./palette-search";

/** Something that can be done from the palette. */
export interface PaletteEntry extends Findable {
  readonly id: string;
  readonly icon?: LucideIcon;
  /** For an op: the dot of its family stands where others have an icon. */
  readonly family?: Family;
  readonly detail?: string;
  readonly keys?: string;
  readonly run: () => void;
}

/** All commands that can be done now, and with a document open, all ops that can be added. */
export function paletteEntries(now: Session): readonly PaletteEntry[] {
  const doable = commands.filter(({ id, when }) => id !== "command-palette" && when(now));
  const fromCommands = doable.map((command): PaletteEntry => {
    const { id, icon, keys } = command;
    return {
      id,
      name: nameNow(command, now).replace("…", ""),
      keywords: command.keywords ?? "",
      ...(icon ? { icon } : {}),
      ...(keys[0] === undefined ? {} : { keys: keys[0] }),
      run: () => runCommand(command),
    };
  });
  if (!now.open) return fromCommands;
  const fromOps = ops.map(({ type, family, summary, keywords }): PaletteEntry => {
    return {
      id: `add ${type}`,
      name: `Add ${type}`,
      keywords: keywords.join(" "),
      family,
      detail: summary,
      run: () => viewport()?.add(type),
    };
  });
  return [...fromCommands, ...fromOps];
}

/** All lessons. */
export async function lessonEntries(): Promise<readonly PaletteEntry[]> {
  const lessons = await loadLessons();
  return lessons.flatMap((lesson): readonly PaletteEntry[] => {
    const { file, title, sentence, walk } = lesson;
    const open: PaletteEntry = {
      id: `lesson ${file}`,
      name: `Lesson: ${title}`,
      keywords: sentence,
      icon: BookOpen,
      run: () => void openLesson(lesson),
    };
    if (walk === null) return [open];
    const watch = { id: `walk ${file}`, name: `Walk: ${title}`, keywords: `watch recording ${sentence}`, icon: Film };
    return [open, { ...watch, run: () => void watchWalk(walk) }];
  });
}
