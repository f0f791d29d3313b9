import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readRecording } from "#core/recording/read";
import { verifyRecording } from "#core/recording/verify";
import { createPlayer } from "./create-player";
import type { Changed, Watched } from "./player-protocol";
import type { RecordingEdit } from "./recording-edit";

const walk = readFileSync("resources/lessons/04-one-neuron.gradrec", "utf8");

function open() {
  const player = createPlayer();
  const { watched } = player.open(walk);
  if (!watched) throw new Error("the walk cannot be opened");
  return { player, watched };
}

function watchedOf({ watched }: Changed): Watched {
  if (!watched) throw new Error("nothing was changed");
  return watched;
}

const captions = ({ told }: Watched) => told.flatMap(({ what }) => (what.code === "c" ? [what.text] : []));
const duration = ({ times }: Watched) => times.at(-1) ?? 0;

test("an edit can be undone and done again, by its name, and what is undone to is the file to the letter", () => {
  const { player, watched } = open();
  expect([watched.undo, watched.redo]).toEqual([null, null]);
  const first = watched.told.find(({ what }) => what.code === "c");
  const edited = watchedOf(
    player.edit({ kind: "retell", frame: first?.frame ?? 0, aside: { code: "c", text: "Look" } }),
  );
  expect(captions(edited)[0]).toBe("Look");
  expect(edited.undo).toBe("change a caption");
  const undone = watchedOf(player.undo());
  expect(captions(undone)).toEqual(captions(watched));
  expect([undone.undo, undone.redo]).toEqual([null, "change a caption"]);
  expect(player.text()).toBe(walk);
  expect(captions(watchedOf(player.redo()))[0]).toBe("Look");
  expect(player.redo().watched).toBeNull();
});

test("what was edited is written as a recording that verifies", () => {
  const { player, watched } = open();
  player.edit({ kind: "cut", from: duration(watched) / 4, to: duration(watched) / 2 });
  player.edit({ kind: "tell", frame: 3, aside: { code: "m", title: "New" } });
  const { recording, flaws } = readRecording(player.text());
  if (!recording) throw new Error("what was written cannot be read");
  expect(flaws).toEqual([]);
  expect(verifyRecording(recording).firstMismatch).toBeNull();
});

test("trimming, pace and joining change how long it is", () => {
  const { player, watched } = open();
  const all = duration(watched);
  expect(duration(watchedOf(player.edit({ kind: "pace", factor: 0.5 })))).toBeCloseTo(all / 2);
  player.undo();
  expect(duration(watchedOf(player.edit({ kind: "join", text: walk })))).toBeGreaterThan(1.5 * all);
  player.undo();
  const { watched: trimmed, frame } = player.edit({ kind: "trim", from: 5, to: 12.5 });
  expect(frame).toBe(0);
  expect(trimmed && duration(trimmed)).toBeCloseTo(7.5, 2);
  player.undo();
  expect(duration(watchedOf(player.edit({ kind: "cut", from: 5, to: 12.5 })))).toBeCloseTo(all - 7.5, 2);
  player.undo();
  expect(duration(watchedOf(player.edit({ kind: "cut", from: all - 3, to: all })))).toBeCloseTo(all - 3, 2);
});

test("time in which nothing happens is trimmed, cut out, shortened and given another length", () => {
  const { player, watched } = open();
  const all = duration(watched);
  const at = watched.times.findIndex((time, frame) => (watched.times[frame + 1] ?? 0) - time > 1);
  const start = watched.times[at] as number;
  const next = watched.times[at + 1] as number;
  const [from, to] = [start + 0.2, next - 0.3];
  const lengthAfter = (edit: RecordingEdit) => {
    const length = duration(watchedOf(player.edit(edit)));
    player.undo();
    return length;
  };
  expect(lengthAfter({ kind: "trim", from, to })).toBeCloseTo(to - from, 2);
  expect(lengthAfter({ kind: "cut", from, to })).toBeCloseTo(all - (to - from), 2);
  expect(lengthAfter({ kind: "retime", from, to, seconds: 9 })).toBeCloseTo(all - (to - from) + 9, 2);
  const { times } = watchedOf(player.edit({ kind: "waits", seconds: 0.5 }));
  expect(Math.max(...times.map((time, frame) => time - (times[frame - 1] ?? 0)))).toBeCloseTo(0.5, 6);
  expect(watchedOf(player.undo()).redo).toBe("shorten pauses");
});

test("idle time at the beginning and at the end is trimmed, and cut out", () => {
  const { player, watched } = open();
  const all = duration(watched);
  player.edit({ kind: "retime", from: 0, to: watched.times[watched.stops[1] ?? 0] as number, seconds: 60 });
  const late = watchedOf(player.edit({ kind: "tell", frame: 1e6, aside: { code: "m", title: "Idle" } }));
  const whole = duration(late);
  expect(whole).toBeGreaterThan(all);
  expect(duration(watchedOf(player.edit({ kind: "trim", from: 30, to: whole })))).toBeCloseTo(whole - 30, 2);
  player.undo();
  expect(duration(watchedOf(player.edit({ kind: "trim", from: 0, to: whole - 0.4 })))).toBeCloseTo(whole - 0.4, 2);
  player.undo();
  expect(duration(watchedOf(player.edit({ kind: "cut", from: 0, to: 30 })))).toBeCloseTo(whole - 30, 2);
});

test("something is told at a moment between two steps, and moved in time", () => {
  const { player, watched } = open();
  const frame = watched.stops[1] ?? 0;
  const at = (watched.times[frame] ?? 0) + 0.5;
  const edited = player.edit({ kind: "tell", frame, aside: { code: "p" }, seconds: at });
  const pause = watchedOf(edited).told.find(({ what }) => what.code === "p");
  expect(pause?.seconds).toBeCloseTo(at);
  expect(edited.frame).toBe(pause?.frame);
  const moved = player.edit({ kind: "move", frame: pause?.frame ?? 0, seconds: at + 10 });
  expect(watchedOf(moved).told.find(({ what }) => what.code === "p")?.seconds).toBeCloseTo(at + 10);
  expect(duration(watchedOf(moved))).toBeCloseTo(duration(watched));
});

test("something is told at the very end", () => {
  const { player, watched } = open();
  const last = watched.times.length - 1;
  const edited = player.edit({
    kind: "tell",
    frame: last,
    aside: { code: "m", title: "End" },
    seconds: duration(watched),
  });
  expect(watchedOf(edited).told.at(-1)?.seconds).toBeCloseTo(duration(watched));
  expect(duration(watchedOf(edited))).toBeCloseTo(duration(watched));
});

test("what is no recording is not joined, and says why", () => {
  const { player } = open();
  const { watched, problems } = player.edit({ kind: "join", text: "no recording" });
  expect(watched).toBeNull();
  expect(problems.length).toBeGreaterThan(0);
  expect(player.text()).toBe(walk);
});
