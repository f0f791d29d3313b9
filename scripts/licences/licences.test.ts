import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../build.mjs";
import { noticesComment } from "./licences-text.mjs";
import { noticeOf } from "./packages.mjs";

/** Pieces that the build tools put in are in no package's file, so that no source map tells of them. */
const TOOLS = ["rolldown", "vite"];

let out = "";
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), "gradwire-licences-"));
  const program = join(root, "node_modules", "electron-vite", "bin", "electron-vite.js");
  const words = ["build", "--logLevel", "error", "--outDir", out, "--sourcemap"];
  const { status, stderr } = spawnSync(process.execPath, [program, ...words], { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}, 240_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const packageOf = (path: string): string | undefined => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
const packagesIn = (map: string): readonly string[] =>
  (JSON.parse(map).sources as readonly string[]).flatMap((source) => packageOf(source) ?? []);
const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

interface Group {
  readonly packages: readonly { readonly name: string; readonly version: string; readonly source: string }[];
  readonly licence: string;
  readonly text: string;
}

const groupsTold = (): readonly Group[] => JSON.parse(readFileSync(join(out, "renderer", "third-party.json"), "utf8"));
const toldOf = (name: string) => groupsTold().find(({ packages }) => packages.some((each) => each.name === name));
const theText = () => readFileSync(join(out, "THIRD-PARTY.txt"), "utf8");

/** By source maps, which know nothing of what the build collects; what has none is the same to the byte as a file of a package. */
function packagesBuilt(): readonly string[] {
  const files = filesIn(out);
  const mapped = files
    .filter((file) => file.endsWith(".map"))
    .flatMap((file) => packagesIn(readFileSync(file, "utf8")));
  const whole = files.filter(
    (file) => /\/assets\//.test(file) && !/\.(css|map)$/.test(file) && !files.includes(`${file}.map`),
  );
  const digest = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");
  const owners = new Map(
    ["@fontsource-variable/inter", "@fontsource-variable/jetbrains-mono", "katex", "elkjs"].flatMap((name) =>
      filesIn(join(root, "node_modules", name)).map((file): [string, string] => [digest(file), name]),
    ),
  );
  expect(whole.length).toBeGreaterThan(20);
  const ofWhole = whole.map((file) => owners.get(digest(file)) ?? `nobody knows whose ${file} is`);
  return sorted([...mapped, ...ofWhole]);
}

describe("what is built", () => {
  test("has each of its packages in the file beside it and in the app, and no other", () => {
    const built = sorted([...packagesBuilt(), ...TOOLS]);
    expect(built.length).toBeGreaterThan(40);
    expect(sorted(groupsTold().flatMap(({ packages }) => packages.map(({ name }) => name)))).toEqual(built);
    for (const name of built) expect(theText()).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+`, "m"));
  });

  test("has each licence in full, with whose the copyright is", () => {
    for (const { packages, licence, text } of groupsTold()) {
      const names = packages.map(({ name }) => name).join(", ");
      expect(text.length, names).toBeGreaterThan(500);
      expect(text, names).toMatch(/warrant(y|ies)/i);
      // The texts of MPL and EPL name no owner, and Apache's leaves a blank for one.
      if (!/MPL|EPL|Apache/.test(licence)) expect(text, names).toMatch(/copyright/i);
      expect(theText()).toContain(text);
    }
  });

  test("brings along what a licence asks for beyond its text", () => {
    expect(toldOf("mathjs")?.text).toContain("Copyright (C) 2013");
    expect(toldOf("mediabunny")?.text).toMatch(
      /unchanged, is available under the Mozilla Public License 2\.0 from\nhttps:/,
    );
    expect(toldOf("elkjs")?.text).toMatch(/unchanged, is available under the Eclipse Public License 2\.0 from\nhttps:/);
    expect(toldOf("katex")?.licence).toBe("MIT AND OFL-1.1");
    expect(toldOf("katex")?.text).toMatch(/Reserved Font Names KaTeX_AMS, .*KaTeX_Main/);
    expect(toldOf("katex")?.text).toContain("SIL OPEN FONT LICENSE Version 1.1");
    expect(theText()).toContain("LICENSES.chromium.html");
  });
});

test("the player has before it the licences of its packages, and no others", async () => {
  const built = await build({
    configFile: false,
    root: join(root, "src", "player"),
    logLevel: "error",
    build: {
      write: false,
      sourcemap: true,
      lib: { entry: join(root, "src", "player", "index.ts"), formats: ["iife"], name: "player" },
    },
  });
  const [first] = Array.isArray(built) ? built : [];
  const script = first?.output[0];
  if (script?.type !== "chunk" || !script.map) throw new Error("there is no map");
  // Lucide's icons stand in a file of ours.
  const inside = sorted([...packagesIn(JSON.stringify(script.map)), "lucide-react", "rolldown"]);
  const player = readFileSync(join(out, "player", "gradwire-player.js"), "utf8");
  const [comment = ""] = /^\/\*![\s\S]*?\*\//.exec(player) ?? [];
  const told = [...comment.matchAll(/^ {2}(\S+) \d+\.\d+\.\d+/gm)].map(([, name = ""]) => name);
  expect(told).toEqual(inside);
  expect(inside).toContain("katex");
  expect(comment).toContain("Copyright (c) 2013-2020 Khan Academy");
  expect(comment).toContain("Gradwire founders");
  expect(comment).toContain("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION");
});

describe("a package", () => {
  const folder = (fields: object, files: Readonly<Record<string, string>>) => {
    const path = mkdtempSync(join(tmpdir(), "gradwire-package-"));
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, "package.json"), JSON.stringify({ name: "p", version: "1.0.0", ...fields }));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
    return path;
  };

  test.each([
    ["under a licence that is not agreed to", { license: "GPL-3.0-only" }, { LICENSE: "GPL" }, "nobody has agreed"],
    ["that names no licence", {}, { LICENSE: "?" }, "nobody has agreed"],
    ["without the text of its licence", { license: "MIT" }, {}, "no file with its licence"],
    ["under MPL that hides its source", { license: "MPL-2.0" }, { LICENSE: "MPL" }, "does not say where its source is"],
  ])("%s stops the build", (_, fields, files, said) => {
    expect(() => noticeOf(folder(fields, files), false)).toThrow(said);
  });

  test("brings its notices along with its licence", () => {
    const repository = { url: "git+ssh://git@github.com/a/p.git" };
    const path = folder({ license: "Apache-2.0", repository }, { LICENSE: "Terms", NOTICE: "By A", "index.js": "" });
    const { source, text } = noticeOf(path, false);
    expect([source, text]).toEqual(["https://github.com/a/p", "Terms\n\nBy A"]);
  });

  test("cannot end the comment that it is told in", () => {
    const notice = { name: "p", version: "1.0.0", licence: "MIT", source: "", text: "a */ b </script> <!-- c" };
    const comment = noticesComment([notice], "Before */");
    expect(comment.match(/\*\//g)).toHaveLength(1);
    expect(comment).not.toMatch(/<\/|<!--/);
  });
});
