import { afterAll, expect, test, vi } from "vitest";

// The commands reach for the page's host as they are read; a window that can be listened to is all that it needs.
vi.stubGlobal("window", new EventTarget());
vi.stubGlobal("navigator", { userAgent: "" });
afterAll(() => vi.unstubAllGlobals());
const { commands } = await import("./menus");

test("no two commands have the same id, the same name or the same keys", () => {
  for (const marks of [
    commands.map(({ id }) => id),
    commands.map(({ name }) => name),
    // Esc leaves whatever there is to leave, one thing at a time.
    commands.flatMap(({ keys }) => keys.filter((key) => key !== "Escape")),
  ]) {
    expect(marks.filter((mark, at) => marks.indexOf(mark) !== at)).toEqual([]);
  }
});
