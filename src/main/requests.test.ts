import { describe, expect, test } from "vitest";
import { isOwnPage, plainFileName, type RequestName, readArguments } from "./requests";

const token = "6f9619ff-8b86-4d11-b42d-00c04fc964ff";
const menus = [
  {
    label: "File",
    lines: [
      { kind: "command", command: "file.save", label: "Save", keys: "CmdOrCtrl+S", enabled: true },
      { kind: "separator" },
    ],
  },
];

const good: readonly (readonly [RequestName, readonly unknown[]])[] = [
  ["openFile", []],
  ["saveFile", [token, "{}"]],
  ["saveFileAs", ["sigmoid.gradwire", ""]],
  ["exportFile", ["picture.png", Uint8Array.of(1)]],
  ["exportFile", ["graph.json", "{}"]],
  ["setTitle", ["Sigmoid", true]],
  ["setMenus", [menus]],
];

const bad: readonly (readonly [RequestName, readonly unknown[]])[] = [
  ["openFile", ["/etc/passwd"]],
  ["saveFile", ["/etc/passwd", "{}"]],
  ["saveFile", [token]],
  ["saveFile", [token, { toString: "x" }]],
  ["saveFileAs", ["", "{}"]],
  ["exportFile", ["a", [1, 2]]],
  ["setTitle", ["Sigmoid", "yes"]],
  [
    "setMenus",
    [[{ label: "File", lines: [{ kind: "command", command: "x", label: "X", enabled: true, role: "quit" }] }]],
  ],
  ["close", [1]],
];

test.each(good)("%s takes what the app sends", (name, received) => {
  expect(readArguments(name, received)).toEqual(received);
});

test.each(bad)("%s refuses %j", (name, received) => {
  expect(() => readArguments(name, received)).toThrow(`Bad request ${name}`);
});

describe("isOwnPage", () => {
  test("knows the built app, and the development server where there is one", () => {
    expect(isOwnPage("app://gradwire/index.html", undefined)).toBe(true);
    expect(isOwnPage("http://127.0.0.1:5173/", "http://127.0.0.1:5173")).toBe(true);
  });

  test.each([
    "https://example.org/",
    "app://elsewhere/",
    "file:///etc/passwd",
    "http://127.0.0.1:5174/",
    "http://127.0.0.1:5173.example.org/",
    "about:blank",
    "",
  ])("does not know %s", (address) => {
    expect(isOwnPage(address, "http://127.0.0.1:5173")).toBe(false);
    expect(isOwnPage(address, undefined)).toBe(false);
  });

  test("does not know the development server's address where there is none", () => {
    expect(isOwnPage("http://127.0.0.1:5173/", undefined)).toBe(false);
  });
});

test.each([
  ["sigmoid.gradwire", "sigmoid.gradwire"],
  ["../../etc/passwd", "-..-etc-passwd"],
  ["C:\\Windows\\win.ini", "C--Windows-win.ini"],
  ["a\nb?.svg", "a-b-.svg"],
  [" .. ", "untitled"],
  ["σ′ of z.gradwire", "σ′ of z.gradwire"],
])("the suggested name %j becomes %j", (suggested, name) => {
  expect(plainFileName(suggested)).toBe(name);
});
