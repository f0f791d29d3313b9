import "../../src/renderer/styles/base.css";
import { createRoot } from "react-dom/client";
import type { Digest } from "#core/tape/digest";
import { Canvas } from "../../src/renderer/canvas/Canvas";
import { beginOpening } from "../../src/renderer/state/opening";
import { runs, startRunning } from "../../src/renderer/state/running";
import { session } from "../../src/renderer/state/session";
import { startSpotlight } from "../../src/renderer/state/spotlight";
import { currentScore, startStepping, stepForward, stepping, toFirst, toLast } from "../../src/renderer/state/stepping";
import { viewport } from "../../src/renderer/state/viewport";
import { openDocument } from "../../src/renderer/state/works";
import { TransportBar } from "../../src/renderer/transport/TransportBar";
import type { Run } from "../../src/renderer/worker/protocol";
import { gridDocument } from "./grid-graph";
import type { CanvasBench } from "./protocol";

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

/** The same run with every number a little different. */
function changed(run: Run, by: number): Run {
  const other = (digest: Digest): Digest => ({
    ...digest,
    head: digest.head.map((x) => x + by),
    low: digest.low + by,
    high: digest.high + by,
  });
  const edges = [...run.edges].map(
    ([id, { value, grad, source }]) => [id, { value: other(value), grad: grad && other(grad), source }] as const,
  );
  const nodes = [...run.nodes].map(
    ([id, reading]) => [id, { ...reading, out: { ...reading.out, value: other(reading.out.value) } }] as const,
  );
  return { ...run, edges: new Map(edges), nodes: new Map(nodes) };
}

const bench: CanvasBench = {
  async open(count) {
    openDocument(beginOpening(), gridDocument(count), { file: null });
    while (runs.run()?.revision !== session().revision) await frame();
    for (let wait = 0; wait < 10; wait += 1) await frame();
  },
  async show(nodes) {
    viewport()?.fit(nodes ? new Set(nodes) : undefined);
    for (let wait = 0; wait < 30; wait += 1) await frame();
    return document.querySelectorAll(".react-flow__edge [data-part='text']").length;
  },
  async changeLabels(frames) {
    const run = runs.run();
    if (!run) throw new Error("there is no run to change");
    const others = [0.125, -0.25, 0.5].map((by) => changed(run, by));
    for (let at = 0; at < frames; at += 1) {
      runs.publish(others[at % others.length] as Run);
      await frame();
    }
    runs.publish(run);
  },
  async leap(frames) {
    const times: number[] = [];
    let last = await frame();
    for (let at = 0; at < frames; at += 1) {
      if (at % 2 === 0) toFirst();
      else toLast();
      const now = await frame();
      times.push(now - last);
      last = now;
    }
    return times;
  },
  async walk(steps) {
    toFirst();
    for (let at = 0; at < steps; at += 1) {
      if (stepping()?.position === currentScore().steps.length) toFirst();
      else stepForward();
      if (at % STEPS_A_FRAME === 0) await frame();
    }
    await frame();
  },
  async pan(frames) {
    const pane = document.querySelector(".react-flow__pane");
    const times: number[] = [];
    let last = await frame();
    for (let at = 0; at < frames; at += 1) {
      const deltaX = at % 40 < 20 ? 6 : -6;
      pane?.dispatchEvent(new WheelEvent("wheel", { deltaX, deltaY: deltaX / 2, bubbles: true, cancelable: true }));
      const now = await frame();
      times.push(now - last);
      last = now;
    }
    return times;
  },
  timeEdits() {
    const times: number[] = [];
    let pressed = 0;
    window.addEventListener(
      "keydown",
      () => {
        pressed = performance.now();
      },
      true,
    );
    const observer = new MutationObserver(() => {
      if (pressed === 0) return;
      const since = pressed;
      pressed = 0;
      // The labels are on the screen once the frame that they were written in is done.
      requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - since), 0));
    });
    for (const text of document.querySelectorAll(".react-flow__edge [data-part='text']")) {
      observer.observe(text, { characterData: true, subtree: true, childList: true });
    }
    return times;
  },
};

const STEPS_A_FRAME = 25;

startRunning();
startStepping();
startSpotlight();
Object.assign(window, { bench });
createRoot(document.getElementById("root") as HTMLElement).render(
  <>
    <Canvas />
    <TransportBar />
  </>,
);
