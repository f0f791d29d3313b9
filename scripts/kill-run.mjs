// One life of the app that ends by kill -9, and what the next one still has of the work.
import { readFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { root } from "./build.mjs";

/** @typedef {import("./kill-hosts.mjs").Launch} Launch */
/** @typedef {import("./kill-hosts.mjs").Running} Running */

const LESSON = "04-one-neuron";
const CARD = "x";
/** How far an arrow moves a card. */
const STEP = 8;
/** So many steps it goes to one side before it goes one down and back: so it is never twice at one place, and stays in view. */
const ROW = 16;

/** @typedef {{ readonly title: string, readonly x: number, readonly y: number }} State what the edits change of the lesson */
/** @typedef {{ at: number, readonly state: State }} Edit when an edit had been made, and what it led to */

/**
 * How a life went. `lost` is for how long, in seconds, edits had been made at the kill that the next life did not have; 0 where it had
 * all of them.
 * @typedef {{ readonly edits: number, readonly kept: number, readonly seconds: number, readonly lost: number }} Outcome
 */

/** @type {{ readonly meta: { readonly title: string }, readonly nodes: readonly Record<string, any>[] }} */
const lesson = JSON.parse(readFileSync(join(root, "resources", "lessons", `${LESSON}.gradwire`), "utf8"));
const start = lesson.nodes.find(({ id }) => id === CARD)?.position;

/**
 * Edits the first lesson by keys and clicks, some tens of milliseconds to two seconds apart, kills the app in between, starts it again
 * and brings the work back; with `again`, kills it right after that, and brings it back once more, which must give the same.
 * @param {Launch} launch
 * @param {{ folder: string, url: string, random: () => number, again?: boolean }} options
 * @returns {Promise<Outcome>}
 */
export async function killRun(launch, { folder, url, random, again = false }) {
  const first = await launch(folder, url);
  const { page } = first;
  await first.open(`#lesson=${LESSON}`);
  const card = page.getByRole("group", { name: new RegExp(`^${CARD}, `) });
  const onCard = async () => {
    await card.click({ position: { x: 30, y: 12 } });
    // Where a click leaves the keyboard is settled a moment later.
    await page.locator("[role=group]:focus").waitFor();
  };
  await onCard();

  /** @type {Edit[]} */
  const edits = [{ at: performance.now(), state: { title: lesson.meta.title, x: start.x, y: start.y } }];
  const began = performance.now();
  // Long enough for most lives to have some drafts behind them, short enough for a few to have none.
  const end = began + 200 + 9000 * random();
  const pace = 50 + 1950 * random() ** 3;
  let killed = 0;
  const killing = sleep(end - began).then(() => {
    first.kill();
    killed = performance.now();
  });
  try {
    while (killed === 0) {
      const before = /** @type {Edit} */ (edits.at(-1)).state;
      const { state, act } = nextEdit(page, before, random, onCard, edits.length);
      // Noted before it is done: killed in the middle, it may be kept or not.
      const edit = { at: Number.POSITIVE_INFINITY, state };
      edits.push(edit);
      await act();
      edit.at = performance.now();
      await sleep(Math.min(2000, pace * (0.5 + random())));
    }
  } catch (error) {
    // The page has gone in the middle of an edit.
    if (killed === 0 && !(await killing.then(() => true))) throw error;
  }
  await killing;
  await first.end();

  const twice = again && edits.length > 1;
  if (twice) await copyProfile(folder, `${folder}-as-killed`);
  if (twice) await lifeAfter(launch, { folder, url, killAfter: 600 * random() });
  const document = await lifeAfter(launch, { folder, url });
  if (twice && !isDeepStrictEqual(document, await lifeAfter(launch, { folder: `${folder}-as-killed`, url }))) {
    throw new Error("Killed after it was brought back, the work is not what it was before");
  }
  const made = edits.filter(({ at }) => at <= killed);
  const kept = edits.findLastIndex(({ state }) => isDeepStrictEqual(document, withState(state)));
  if (kept === -1) throw new Error(`What was brought back is none of the states: ${JSON.stringify(document)}`);
  const next = made[kept + 1];
  return {
    edits: made.length - 1,
    kept,
    seconds: (killed - began) / 1000,
    lost: next === undefined ? 0 : (killed - next.at) / 1000,
  };
}

/**
 * The next life: brings back what there is, and gives it as the app saves it; where nothing is offered, what the lesson is. With
 * `killAfter` it ends so many milliseconds after it was asked to bring it back, and gives nothing.
 * @param {Launch} launch
 * @param {{ folder: string, url: string, killAfter?: number }} options
 * @returns {Promise<unknown>}
 */
async function lifeAfter(launch, { folder, url, killAfter }) {
  const life = await launch(folder, url);
  try {
    await life.open("");
    const { page } = life;
    const back = page.getByRole("button", { name: /^Bring back unsaved work/ });
    const title = page.getByRole("textbox", { name: "Title of the document" });
    await back.or(title).first().waitFor();
    if (!(await back.isVisible())) return withState({ title: lesson.meta.title, x: start.x, y: start.y });
    await back.click();
    if (killAfter !== undefined) {
      await sleep(killAfter);
      life.kill();
      return null;
    }
    await title.waitFor();
    return await life.saved();
  } finally {
    await life.end();
  }
}

/**
 * A copy without the marks by which a running browser claims its profile.
 * @param {string} from
 * @param {string} to
 */
function copyProfile(from, to) {
  return cp(from, to, { recursive: true, filter: (path) => !basename(path).startsWith("Singleton") });
}

/**
 * An edit to make, and what it leads to.
 * @param {Running["page"]} page
 * @param {State} state
 * @param {() => number} random
 * @param {() => Promise<void>} onCard
 * @param {number} count
 * @returns {{ readonly state: State, readonly act: () => Promise<void> }}
 */
function nextEdit(page, state, random, onCard, count) {
  if (random() < 0.9) {
    const [steps, rows] = [(state.x - start.x) / STEP, (state.y - start.y) / STEP];
    const by = rows % 2 === 0 ? 1 : -1;
    const down = by === 1 ? steps === ROW : steps === 0;
    return {
      state: down ? { ...state, y: state.y + STEP } : { ...state, x: state.x + by * STEP },
      act: () => page.keyboard.press(down ? "ArrowDown" : by === 1 ? "ArrowRight" : "ArrowLeft"),
    };
  }
  const title = `Edited ${count} times`;
  const field = page.getByRole("textbox", { name: "Title of the document" });
  return {
    state: { ...state, title },
    async act() {
      await field.fill(title);
      await field.press("Enter");
      await onCard();
    },
  };
}

/**
 * The lesson as it is after edits.
 * @param {State} state
 */
function withState({ title, x, y }) {
  const nodes = lesson.nodes.map((node) => (node.id === CARD ? { ...node, position: { x, y } } : node));
  return { ...lesson, meta: { ...lesson.meta, title }, nodes };
}

/**
 * A random number generator (mulberry32): the same numbers below 1 for the same seed.
 * @param {number} seed
 * @returns {() => number}
 */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
