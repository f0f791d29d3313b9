import { newWork, openLesson } from "../commands/files";
import { listDrafts } from "../state/drafts";
import { showStart } from "../state/session";
import { readHash } from "./address";
import { firstLesson, lessonNamed } from "./lessons";

/**
 * Shows the first thing: what the address asks for; else the start screen where work was left unsaved; else the first lesson,
 * running.
 */
export function begin(): Promise<void> {
  beginning ??= beginOnce();
  return beginning;
}

let beginning: Promise<void> | null = null;

async function beginOnce(): Promise<void> {
  if (await follow(location.hash)) return;
  const lesson = (await listDrafts()).length > 0 ? null : await firstLesson();
  if (lesson === null) showStart(true);
  else await openLesson(lesson);
}

/** Does what an address asks for, and takes it out of the address, so that loading again does not do it again. */
export async function follow(hash: string): Promise<boolean> {
  const request = readHash(hash);
  if (request === null) return false;
  history.replaceState(null, "", location.pathname + location.search);
  if (request.kind === "new") await newWork();
  else if (request.kind === "start") showStart(true);
  else {
    const file = await lessonNamed(request.name);
    if (file === null) showStart(true);
    else await openLesson(file);
  }
  return true;
}
