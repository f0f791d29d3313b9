import { expect, test } from "vitest";
import { emptyDocument } from "#core/document/document";
import { endOfSaves, isSaving, lastWritten, nextSave, noteWritten, saveInTurn } from "./saves";

/** Writings of one story, which end when it says so. */
function writings() {
  const begun: string[] = [];
  const ends = new Map<string, (done: boolean) => void>();
  const write = (name: string) => (waited: boolean) => {
    begun.push(waited ? `${name} waited` : name);
    return new Promise<boolean>((resolve) => ends.set(name, resolve));
  };
  const end = async (name: string, done = true) => {
    ends.get(name)?.(done);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { begun, write, end };
}

test("of saves that wait for one another the last is written, and all that waited are done with it", async () => {
  const { begun, write, end } = writings();
  const all = ["a", "b", "c"].map((name) => saveInTurn("one", "in turn", write(name)));
  expect(begun).toEqual(["a"]);
  await end("a");
  expect(begun).toEqual(["a", "c waited"]);
  expect(isSaving()).toBe(true);
  await end("c");
  expect(await Promise.all(all)).toEqual([true, true, true]);
  expect(isSaving()).toBe(false);
});

test("a save that asks where is not held up, and what comes after waits for it too", async () => {
  const { begun, write, end } = writings();
  void saveInTurn("two", "in turn", write("a"));
  void saveInTurn("two", "at once", write("elsewhere"));
  void saveInTurn("two", "in turn", write("b"));
  await end("a");
  expect(begun).toEqual(["a", "elsewhere"]);
  await end("elsewhere");
  expect(begun).toEqual(["a", "elsewhere", "b waited"]);
  await end("b");
  expect(endOfSaves("two")).toBeNull();
});

test("saves of different works do not wait for each other", async () => {
  const { begun, write, end } = writings();
  void saveInTurn("three", "in turn", write("a"));
  void saveInTurn("four", "in turn", write("b"));
  expect(begun).toEqual(["a", "b"]);
  await end("a");
  await end("b");
});

test("a save that fails, and one that breaks, let the next one begin", async () => {
  const { begun, write, end } = writings();
  const failed = saveInTurn("five", "in turn", write("a"));
  const noDisk = async () => {
    throw new Error("no disk");
  };
  const broken = expect(saveInTurn("five", "in turn", noDisk)).rejects.toThrow("no disk");
  await end("a", false);
  expect(await failed).toBe(false);
  await broken;
  void saveInTurn("five", "in turn", write("b"));
  expect(begun).toEqual(["a", "b"]);
  await end("b");
  expect(isSaving()).toBe(false);
});

test("whoever waits for the end of the saves waits for the one that waits as well", async () => {
  const { write, end } = writings();
  void saveInTurn("six", "in turn", write("a"));
  void saveInTurn("six", "in turn", write("b"));
  let ended = false;
  void endOfSaves("six")?.then(() => {
    ended = true;
  });
  await end("a");
  expect(ended).toBe(false);
  await end("b");
  expect(ended).toBe(true);
});

test("a save that was asked for before one that has ended says nothing of the file any more", () => {
  const [first, second] = [nextSave(), nextSave()];
  const [older, newer] = [{ ...emptyDocument }, { ...emptyDocument }];
  expect(noteWritten("seven", second, newer)).toBe(true);
  expect(noteWritten("seven", first, older)).toBe(false);
  expect(lastWritten("seven")).toBe(newer);
  expect(noteWritten("eight", first, older)).toBe(true);
});
