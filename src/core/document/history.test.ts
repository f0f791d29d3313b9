import { describe, expect, test } from "vitest";
import { type Document, emptyDocument } from "./document";
import { beginHistory, commit, type History, redo, undo } from "./history";

function titled(title: string): Document {
  return { ...emptyDocument, meta: { ...emptyDocument.meta, title } };
}

/** Commits, one a word; `a+` continues gesture `a`, `<` undoes, `>` redoes. Gives the title and how far undo and redo reach. */
function play(script: string): string {
  let history: History = beginHistory(titled("0"));
  for (const word of script.split(" ").filter(Boolean)) {
    if (word === "<") history = undo(history);
    else if (word === ">") history = redo(history);
    else if (word.endsWith("+")) {
      const next = titled(`${history.present.meta.title}${word}`);
      history = commit(history, next, word, word);
    } else history = commit(history, titled(word), word);
  }
  return `${history.present.meta.title} ${history.past.length} ${history.future.length}`;
}

describe("history", () => {
  test.each([
    ["", "0 0 0"],
    ["a b", "b 2 0"],
    ["a b <", "a 1 1"],
    ["a b < <", "0 0 2"],
    ["a b < < < >", "a 1 1"],
    ["a b < c", "c 2 0"],
    ["< >", "0 0 0"],
    ["g+ g+ g+", "0g+g+g+ 1 0"],
    ["g+ g+ <", "0 0 1"],
    ["g+ h+ g+", "0g+h+g+ 3 0"],
    ["a g+ g+ < g+", "ag+ 2 0"],
  ])("%s leaves %s", (script, end) => {
    expect(play(script)).toBe(end);
  });

  test("a change that changes nothing makes no entry", () => {
    const history = beginHistory(emptyDocument);
    expect(commit(history, emptyDocument, "nothing")).toBe(history);
  });

  test("each entry says what it would undo", () => {
    const history = commit(commit(beginHistory(titled("0")), titled("a"), "first"), titled("b"), "second");
    expect(history.past.at(-1)?.name).toBe("second");
    expect(undo(history).future[0]?.name).toBe("second");
  });

  test("undo reaches 500 entries back, and no farther", () => {
    let history = beginHistory(titled("0"));
    for (let i = 1; i <= 600; i += 1) history = commit(history, titled(String(i)), "step");
    expect(history.past.length).toBe(500);
    for (let i = 0; i < 600; i += 1) history = undo(history);
    expect(history.present.meta.title).toBe("100");
  });
});
