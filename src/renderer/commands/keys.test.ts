import { expect, test } from "vitest";
import { accelerator, isPressed, type KeyPress } from "./keys";

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, code: "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
}

test.each<[keys: string, held: KeyPress, mac: boolean, pressed: boolean]>([
  ["Mod+Z", press("z", { ctrlKey: true }), false, true],
  ["Mod+Z", press("z", { metaKey: true }), false, false],
  ["Mod+Z", press("z", { metaKey: true }), true, true],
  ["Mod+Z", press("z", { ctrlKey: true }), true, false],
  ["Mod+Z", press("Z", { ctrlKey: true, shiftKey: true }), false, false],
  ["Mod+Shift+Z", press("Z", { ctrlKey: true, shiftKey: true }), false, true],
  ["Mod+Z", press("z", { ctrlKey: true, altKey: true }), false, false],
  ["Mod+Z", press("z"), false, false],
  ["Alt+N", press("n", { altKey: true, code: "KeyN" }), false, true],
  ["Alt+N", press("˜", { altKey: true, code: "KeyN" }), true, true],
  ["Mod+Z", press("я", { ctrlKey: true, code: "KeyZ" }), false, true],
  ["Mod+Shift+Z", press("Я", { ctrlKey: true, shiftKey: true, code: "KeyZ" }), false, true],
  ["Mod+S", press("ס", { ctrlKey: true, code: "KeyX" }), false, false],
  ["Mod+X", press("ס", { ctrlKey: true, code: "KeyX" }), false, true],
  ["W", press("ц", { code: "KeyW" }), false, true],
  ["[", press("х", { code: "BracketLeft" }), false, true],
  [".", press("ю", { code: "Period" }), false, true],
  [".", press(".", { code: "Slash" }), false, true],
  ["/", press(".", { code: "Slash" }), false, false],
  // AZERTY, Dvorak and Bépo: what the key gives, not where it is.
  ["Mod+Z", press("w", { ctrlKey: true, code: "KeyZ" }), false, false],
  ["Mod+Z", press("z", { ctrlKey: true, code: "KeyW" }), false, true],
  ["Mod+Z", press(";", { ctrlKey: true, code: "KeyZ" }), false, false],
  ["W", press("é", { code: "KeyW" }), false, false],
  ["Alt+N", press("b", { altKey: true, code: "KeyN" }), false, false],
  ["Shift+1", press("!", { shiftKey: true, code: "Digit1" }), false, true],
  ["Shift+1", press("1", { code: "Digit1" }), false, false],
  ["/", press("/", { shiftKey: true, code: "Digit7" }), false, true],
  ["?", press("?", { shiftKey: true, code: "Slash" }), false, true],
  ["/", press("?", { shiftKey: true, code: "Slash" }), false, false],
  ["Mod++", press("+", { ctrlKey: true, shiftKey: true }), false, true],
  ["Space", press(" "), false, true],
  ["Space", press(" ", { shiftKey: true }), false, false],
  ["Delete", press("Delete"), false, true],
  ["Delete", press("Delete", { shiftKey: true }), false, false],
])("%s: %o on a Mac (%s) counts: %s", (keys, held, mac, pressed) => {
  expect(isPressed(keys, held, mac)).toBe(pressed);
});

test("keys are written as Electron's menus want them", () => {
  expect(["Mod+Shift+S", "Mod++", "F2", "/"].map(accelerator)).toEqual([
    "CmdOrCtrl+Shift+S",
    "CmdOrCtrl+Plus",
    "F2",
    "/",
  ]);
});
