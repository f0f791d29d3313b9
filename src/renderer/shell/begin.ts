import { newWork, openLesson, watchWalk } from "../commands/files";
import { listDrafts } from "../state/drafts";
import { listKeptRecordings } from "../state/kept-recordings";
import { beginOpening, type Opening } from "../state/opening";
import { documentBehind, openStart } from "../state/works";
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
  const opening = beginOpening();
  if (await follow(location.hash)) return;
  const left = await Promise.all([listDrafts(), listKeptRecordings()]);
  const lesson = left.flat().length > 0 ? null : await firstLesson();
  if (lesson === null) openStart(opening);
  else await openLesson(lesson, opening);
}

/** Does what an address asks for, and takes it out of the address, so that loading again does not do it again. */
export async function follow(hash: string): Promise<boolean> {
  const request = readHash(hash);
  if (request === null) return false;
  history.replaceState(null, "", location.pathname + location.search);
  const opening = beginOpening();
  if (request.kind === "new") await newWork(opening);
  else if (request.kind === "start") openStart(opening);
  else {
    const lesson = await lessonNamed(request.name);
    if (lesson === null) openStart(opening);
    else if (request.kind === "walk" && lesson.walk !== null) await watchLesson(lesson.walk, opening);
    else await openLesson(lesson, opening);
  }
  return true;
}

/** Where nothing is open yet, the start screen is what a walk gives way to. */
async function watchLesson(walk: string, opening: Opening): Promise<void> {
  if (documentBehind().history.present.graph.nodes.length === 0) openStart(opening);
  await watchWalk(walk, opening);
}
