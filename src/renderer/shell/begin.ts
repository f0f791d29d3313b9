import { newWork, openLesson, watchWalk } from "../commands/files";
import { findDrafts } from "../kept/drafts";
import { findRecordings } from "../kept/kept-recordings";
import { within } from "../kept/within";
import { beginOpening, isOvertaken, type Opening } from "../state/opening";
import { documentBehind, openStart } from "../state/works";
import { readHash } from "./address";
import { firstLesson, lessonNamed } from "./lessons";
import { usualAddress } from "./usual-address";

/** How long this machine may take to tell what is kept on it, in milliseconds, before the app starts without. */
const PATIENCE = 1000;

/**
 * Shows the first thing: what the address asks for; else the start screen where work was left unsaved, or may have been; else the
 * first lesson, running.
 */
export function begin(): Promise<void> {
  beginning ??= beginOnce();
  return beginning;
}

let beginning: Promise<void> | null = null;

async function beginOnce(): Promise<void> {
  const opening = beginOpening();
  if (await follow(location.hash)) return;
  const lesson = (await mayHaveLeftWork()) ? null : await firstLesson();
  // Whoever has opened something meanwhile did not wait for this.
  if (isOvertaken(opening)) return;
  if (lesson === null) openStart(opening);
  else await openLesson(lesson, opening);
}

/**
 * Whether work was left unsaved, or it is not known in time: the start screen shows it once it is. Where a browser keeps nothing,
 * none was left. Started at another address than usual, the start screen says that work may lie there.
 */
async function mayHaveLeftWork(): Promise<boolean> {
  if (usualAddress() !== null) return true;
  const found = [findDrafts(), findRecordings()].map((asked) => asked.then(({ offered }) => offered.length > 0));
  const left = found.map((asked) => within(PATIENCE, asked, true).catch(() => false));
  return (await Promise.all(left)).includes(true);
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
