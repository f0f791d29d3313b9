import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { faultOfXml } from "../../../mutation/well-formed";
import { fontLicence } from "../../../scripts/licences/font-licence.mjs";
import { withFaces } from "./font-faces";
import { FONT_LICENCES, fontNotice } from "./font-licences";

const modules = new URL("../../../node_modules/", import.meta.url);
const words = (text: string) => text.replace(/[<>,]/g, "").replace(/\s+/g, " ");

test("the owners of the faces are those whom the packages name", () => {
  const licenceOf = (name: string) => readFileSync(new URL(`@fontsource-variable/${name}/LICENSE`, modules), "utf8");
  const katex = fontLicence(new URL("katex/dist/fonts", modules).pathname);
  const told = { Inter: licenceOf("inter"), JetBrains: licenceOf("jetbrains-mono"), KaTeX: katex };
  expect(Object.keys(FONT_LICENCES)).toEqual(Object.keys(told));
  for (const [family, text] of Object.entries(told)) {
    expect(words(text)).toContain(words(FONT_LICENCES[family] ?? "?"));
    expect(words(text)).toContain("SIL Open Font License Version 1.1");
  }
});

test("every family that the app's style sheets bring has its owner named in a picture, and no other has", () => {
  const sheets = [
    ...readdirSync(new URL("@fontsource-variable/", modules)).map((name) => `@fontsource-variable/${name}/index.css`),
    "katex/dist/katex.css",
  ];
  const families = sheets.flatMap((sheet) =>
    [
      ...readFileSync(new URL(sheet, modules), "utf8").matchAll(/@font-face\s*\{[^}]*font-family:\s*["']?([\w ]+)/g),
    ].map(([, family = ""]) => family),
  );
  expect(new Set(families).size).toBeGreaterThan(10);
  for (const family of families) expect(fontNotice(`@font-face{font-family:"${family}"`)).toContain("Copyright");
  const inter = fontNotice('@font-face{font-family:"Inter Variable";src:url(data:)}');
  expect(inter).toContain("Inter Project");
  expect(inter).not.toContain("JetBrains");
  expect(fontNotice("")).toBe("");
});

test("a picture with faces in it says so, and stays XML", () => {
  const svg = withFaces('<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>', '@font-face{font-family:"KaTeX_Main"}');
  expect(svg).toContain("Khan Academy");
  expect(faultOfXml(svg)).toBeNull();
});
