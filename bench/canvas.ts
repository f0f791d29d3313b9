import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type CDPSession, chromium, type Page } from "@playwright/test";
import { serveSite } from "../src/main/static-server";
import type {} from "./canvas-page/protocol";
import { median, type Row } from "./measure";

const FRAMES = 120;
const EDITS = 25;
/** A graph of this many nodes has 200 edges. */
const STEPPED_NODES = 165;
const STEPS = 10_000;

/** The canvas in a headless Chromium, from a production build: label frames, panning and the way from a key to the labels. */
export async function canvas(): Promise<readonly Row[]> {
  const root = process.cwd();
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const config = join(root, "bench", "canvas-page", "vite.config.ts");
  const { status } = spawnSync(process.execPath, [vite, "build", "--config", config], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error("The canvas could not be built for the measurement.");
  // Loaded when it is needed, not bundled: as part of a bundle it would take itself for the program.
  const browsers: typeof import("../scripts/find-chromium.mjs") = await import(
    /* @vite-ignore */ pathToFileURL(join(root, "scripts", "find-chromium.mjs")).href
  );
  const site = await serveSite(join(root, ".cache", "bench-canvas"), 0);
  const browser = await chromium.launch({ executablePath: browsers.obtainChromium(), args: browsers.CHROMIUM_FLAGS });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(site.url);
    await page.waitForFunction(() => "bench" in window);
    return [...(await edits(page)), ...(await frames(page)), ...(await steps(page))];
  } finally {
    await browser.close();
    await site.close();
  }
}

async function frames(page: Page): Promise<readonly Row[]> {
  const session = await page.context().newCDPSession(page);
  // Time that the thread itself was running: other work on the machine does not count.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.evaluate(() => window.bench.open(1000));
  const near = ["n400", "n401", "n402", "n403", "n420", "n421", "n422", "n423", "n440", "n443"];
  const lanes = await page.evaluate((nodes) => window.bench.show(nodes), near);
  const idle = await mainThread(session, () => wait(page));
  const labels = await mainThread(session, () => page.evaluate((count) => window.bench.changeLabels(count), FRAMES));
  await page.evaluate(() => window.bench.show(null));
  let times: readonly number[] = [];
  const panning = await mainThread(session, async () => {
    times = await page.evaluate((count) => window.bench.pan(count), FRAMES);
  });
  return [
    {
      id: "C",
      what: `main thread, a frame in which every label changes, 1,000 nodes, ${lanes} lanes in view`,
      value: (labels - idle) / FRAMES,
      unit: "ms",
      target: 10,
    },
    {
      id: "C",
      what: "main thread, a frame of panning, 1,000 nodes fitted",
      value: panning / FRAMES,
      unit: "ms",
      target: 33,
    },
    {
      id: "C",
      what: "from frame to frame of panning, 1,000 nodes fitted",
      value: median(times),
      unit: "ms",
      target: 33,
    },
  ];
}

/** The nodes in the middle of the graph that is stepped through: about what a window shows at a zoom where all is read well. */
const MIDDLE = ["n64", "n65", "n66", "n67", "n84", "n85", "n86", "n87"];

/** Stepping in a graph of 200 edges, from near, fitted into the window, and with every label in sight; and the heap before and after a long walk. */
async function steps(page: Page): Promise<readonly Row[]> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.evaluate((count) => window.bench.open(count), STEPPED_NODES);
  const near = await leaps(page, session, MIDDLE);
  const fitted = await leaps(page, session, null);
  await page.evaluate((count) => window.bench.walk(count), STEPS);
  const before = await heap(session);
  await page.evaluate((count) => window.bench.walk(count), STEPS);
  const kept = Math.max(0, (await heap(session)) - before);
  // So large a window that the graph is fitted into it and its labels can still be read.
  await page.setViewportSize({ width: 1920, height: 1600 });
  const all = await leaps(page, session, null);
  return [
    ...near,
    ...fitted,
    ...all,
    {
      id: "C",
      what: `kept on the heap by ${STEPS} more steps of playing`,
      value: kept,
      unit: "bytes",
      target: 1_000_000,
    },
  ];
}

/** Steps from one end of the pass to the other, so that every label changes, with these nodes in view. */
async function leaps(page: Page, session: CDPSession, nodes: readonly string[] | null): Promise<readonly Row[]> {
  const lanes = await page.evaluate((shown) => window.bench.show(shown), nodes);
  // Once beforehand, so that what is measured is warm.
  await page.evaluate((count) => window.bench.leap(count), FRAMES);
  const idle = await mainThread(session, () => wait(page));
  let times: readonly number[] = [];
  const busy = await mainThread(session, async () => {
    times = await page.evaluate((count) => window.bench.leap(count), FRAMES);
  });
  const view = lanes === 0 ? "fitted" : `${lanes} lanes in view`;
  return [
    {
      id: "C",
      what: `main thread, a step at which every label changes, 200 edges, ${view}`,
      value: (busy - idle) / FRAMES,
      unit: "ms",
      target: 16.7,
    },
    { id: "C", what: `from frame to frame of such steps, ${view}`, value: median(times), unit: "ms", target: 17 },
  ];
}

/** Bytes that live on the page's heap. */
async function heap(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize;
}

async function edits(page: Page): Promise<readonly Row[]> {
  await page.evaluate(() => window.bench.open(500));
  await page.evaluate(() => window.bench.show(["n0", "n1", "n20", "n21"]));
  const field = page.getByRole("spinbutton").first();
  await field.focus();
  await page.evaluate(() => {
    window.edits = window.bench.timeEdits();
  });
  for (let edit = 1; edit <= EDITS; edit += 1) {
    await field.press("ArrowUp");
    await page.waitForFunction((count) => window.edits.length >= count, edit);
  }
  const times = await page.evaluate(() => window.edits);
  return [
    {
      id: "C",
      what: "from a key to the labels on the screen, 500 nodes",
      value: median(times),
      unit: "ms",
      target: 50,
    },
  ];
}

/** How long the page's main thread was at work meanwhile, in milliseconds. */
async function mainThread(session: CDPSession, work: () => Promise<void>): Promise<number> {
  const busy = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
  };
  const before = await busy();
  await work();
  return (await busy()) - before;
}

/** As many frames as are measured, with nothing to do in them. */
function wait(page: Page): Promise<void> {
  return page.evaluate(async (count) => {
    for (let at = 0; at < count; at += 1) await new Promise(requestAnimationFrame);
  }, FRAMES);
}
