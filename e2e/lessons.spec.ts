import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { parseDocument } from "#core/document/parse";
import { nameOf } from "#core/graph/graph";
import { root } from "../scripts/build.mjs";
import { test } from "./app";
import { cost, expectSize, wire } from "./graph";

const folder = join(root, "resources", "lessons");
const lessons = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as readonly {
  readonly file: string;
  readonly title: string;
}[];

interface Run {
  readonly cost: number;
  readonly edges: Readonly<Record<string, { readonly grad: unknown }>>;
}

/** What `gradwire run` says, which knows nothing of the app. */
function runOf(file: string): Run {
  const { stdout } = spawnSync(process.execPath, ["bin/gradwire.js", "run", join(folder, file), "--json"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 2 ** 20,
  });
  return JSON.parse(stdout) as Run;
}

for (const { file, title } of lessons) {
  test(`the lesson “${title}” opens without a problem, with a number on every lane and the cost of the command line`, async ({
    page,
  }) => {
    const { document } = parseDocument(readFileSync(join(folder, file), "utf8"));
    if (!document) throw new Error(`${file} cannot be read`);
    const { nodes, edges } = document.graph;
    const run = runOf(file);

    await page.goto("/#start");
    await page.getByRole("link", { name: title, exact: true }).click();
    await expect(page.getByLabel("Title of the document")).toHaveValue(title);
    await expectSize(page, nodes.length, edges.length);
    await expect(cost(page)).toHaveAccessibleName(/^Cost C = \d[^,]*$/);
    const shown = Number((await cost(page).getAttribute("aria-label"))?.replace("Cost C = ", "").replace("−", "-"));
    // Two JavaScript engines need not agree on the last digit of an exponential.
    expect(Math.abs(shown - run.cost)).toBeLessThanOrEqual(1e-12 * Math.abs(run.cost));
    await expect(page.getByRole("button", { name: "no problems" })).toBeVisible();
    await expect(page.getByRole("img", { name: "Changes not saved" })).toBeHidden();

    const names = new Map(nodes.map((node) => [node.id, nameOf(node)]));
    for (const { id, source, target, targetHandle } of edges) {
      const one = wire(page, names.get(source) ?? "", targetHandle, names.get(target) ?? "");
      const comesBack = run.edges[id]?.grad !== null;
      await expect(one).toHaveAccessibleName(
        comesBack ? /: value .*\d.*; gradient .*\d/ : /: value .*\d.*; gradient none, no cost depends on it$/,
      );
      await expect(one.getByText(comesBack ? /\d/ : "no cost", { exact: true }).last()).toBeInViewport({ ratio: 0.99 });
      await expect(one.getByText(/\d/)).toHaveCount(comesBack ? 2 : 1);
      await expect(one.getByText(/\d/).first()).toBeInViewport({ ratio: 0.99 });
    }
  });
}
