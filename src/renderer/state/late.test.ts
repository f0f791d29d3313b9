import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

/**
 * What reads or changes whatever is on screen, and with how many arguments it is told of which work instead. Called by what ends later
 * than it was asked for, it would speak of another work than the one that was meant.
 */
const OF_THE_SCREEN: ReadonlyMap<string, number> = new Map([
  ...[
    ...["session", "currentDocument", "change", "undoChange", "redoChange", "select", "showStart"],
    ...["shownWork", "documentBehind", "playback", "watchedWork", "setPlayback", "seekTime", "stepRecording"],
    ...["currentScore", "goTo", "stopStepping", "stepForward", "stepBack", "beginOpening", "closeOverlay"],
  ].map((name) => [name, Number.POSITIVE_INFINITY] as const),
  ...[["seekFrame", 2] as const, ["showWanted", 1] as const, ["changeRecording", 2] as const, ["tellHere", 2] as const],
]);

/** Calls of these call what they are given later. */
const LATER = new Set([
  "then",
  "catch",
  "finally",
  "setTimeout",
  "setInterval",
  "requestAnimationFrame",
  "queueMicrotask",
]);

interface Late {
  readonly line: number;
  readonly name: string;
}

/** The calls in a source that speak of what is on screen, though something was waited for before. One is let be by a comment that begins "Late:". */
function lateCalls(name: string, text: string): readonly Late[] {
  if (!/\bawait\b/.test(text) && ![...LATER].some((each) => text.includes(`${each}(`))) return [];
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const lines = text.split("\n");
  const found: Late[] = [];

  function look(node: ts.Node, from: number): void {
    if (ts.isFunctionLike(node)) {
      const late = from === Number.POSITIVE_INFINITY ? lateFrom(node) : Math.min(from, lateFrom(node));
      ts.forEachChild(node, (child) => look(child, isCalledLater(node) ? node.getStart() : late));
      return;
    }
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.getStart() >= from) {
      const enough = OF_THE_SCREEN.get(node.expression.text);
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      const isSaid = [lines[line], lines[line - 1]].some((each) => each?.includes("// Late: "));
      if (enough !== undefined && node.arguments.length < enough && !isSaid) {
        found.push({ line: line + 1, name: node.expression.text });
      }
    }
    ts.forEachChild(node, (child) => look(child, from));
  }
  look(source, Number.POSITIVE_INFINITY);
  return found;
}

/** Where in a function something has been waited for: behind its first `await`, and all of a loop that waits. */
function lateFrom(of: ts.Node): number {
  let from = Number.POSITIVE_INFINITY;
  function look(node: ts.Node, loop: ts.Node | null): void {
    if (node !== of && ts.isFunctionLike(node)) return;
    const isWait = ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined);
    if (isWait) from = Math.min(from, loop ? loop.getStart() : node.getEnd());
    const inner = ts.isIterationStatement(node, false) ? node.statement : null;
    ts.forEachChild(node, (child) => look(child, loop ?? (child === inner ? child : null)));
  }
  look(of, null);
  return from;
}

function isCalledLater(node: ts.Node): boolean {
  const call = node.parent;
  if (!call || !ts.isCallExpression(call) || !call.arguments.some((argument) => argument === node)) return false;
  const { expression } = call;
  const called = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  return ts.isIdentifier(called) && LATER.has(called.text);
}

const isSource = (file: string): boolean => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file);

test("what ends later than it was asked for speaks of its own work, and not of whatever is on screen", () => {
  const room = fileURLToPath(new URL("..", import.meta.url));
  const files = readdirSync(room, { recursive: true, encoding: "utf8" }).filter(isSource);
  expect(files.length).toBeGreaterThan(300);
  const found = files.flatMap((file) =>
    lateCalls(file, readFileSync(`${room}/${file}`, "utf8")).map(({ line, name }) => `${file}:${line} ${name}`),
  );
  expect(found).toEqual([]);
}, 30_000);

test.each([
  ["behind a wait", "async function f() { await g(); change(a, b); }", ["change"]],
  ["before a wait", "async function f() { change(a, b); await g(session()); }", []],
  ["in a loop that waits", "async function f() { while (x) { session(); await g(); } }", ["session"]],
  ["in what follows a promise", "g().then(() => select([]));", ["select"]],
  ["in what a timer calls", "setTimeout(() => currentDocument(), 5);", ["currentDocument"]],
  ["in a function within, behind a wait", "async function f() { await g(); h(() => playback()); }", ["playback"]],
  ["told of which work", "async function f() { await g(); seekFrame(1, id); seekFrame(1); }", ["seekFrame"]],
  ["with a reason", "async function f() { await g();\n// Late: on purpose\nsession(); }", []],
])("a call %s is seen for what it is", (_where, text, names) => {
  expect(lateCalls("a.ts", text).map(({ name }) => name)).toEqual(names);
});
