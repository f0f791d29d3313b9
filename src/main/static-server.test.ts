import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CONTENT_SECURITY_POLICY } from "./site";
import { type Serving, serveSite } from "./static-server";

let folder: string;
let serving: Serving;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradwire-site-"));
  await writeFile(join(folder, "index.html"), "<h1>Gradwire</h1>");
  serving = await serveSite(folder, 0);
});

afterEach(async () => {
  await serving.close();
  await rm(folder, { recursive: true });
});

/** Asks for a path as it is written; `fetch` would tidy the dots away. */
function ask(path: string, method = "GET"): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(serving.url);
    const sent = request({ hostname, port, path, method, family: 4 }, async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, text });
    });
    sent.on("error", reject).end();
  });
}

test("serves the page with the policy", async () => {
  const response = await fetch(serving.url.replace("localhost", "127.0.0.1"));
  expect(response.headers.get("content-security-policy")).toBe(CONTENT_SECURITY_POLICY);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(await response.text()).toBe("<h1>Gradwire</h1>");
});

test("does not mind a query", async () => {
  expect(await ask("/?lesson=sigmoid")).toEqual({ status: 200, text: "<h1>Gradwire</h1>" });
});

test("gives nothing that lies outside its folder, and nothing that is not there", async () => {
  expect((await ask("/../../../../etc/passwd")).status).toBe(404);
  expect((await ask("/%2e%2e/%2e%2e/etc/passwd")).status).toBe(404);
  expect((await ask("/nowhere.js")).status).toBe(404);
});

test("only reads", async () => {
  expect((await ask("/", "POST")).status).toBe(405);
  expect(await ask("/", "HEAD")).toEqual({ status: 200, text: "" });
});

test("takes another port when the one asked for is busy, the same each time, and tells the page", async () => {
  expect(serving.insteadOf).toBeNull();
  const busy = Number(new URL(serving.url).port);
  const first = await serveSite(folder, busy);
  const page = await fetch(first.url.replace("localhost", "127.0.0.1")).then((response) => response.text());
  await first.close();
  const second = await serveSite(folder, busy);
  await second.close();
  expect(first.url).not.toBe(serving.url);
  expect(second.url).toBe(first.url);
  expect(second.insteadOf).toBe(serving.url);
  expect(page).toBe(`<h1>Gradwire</h1><meta name="gradwire-usual-address" content="${serving.url}" />`);
});
