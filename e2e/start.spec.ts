import { spawn } from "node:child_process";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { test as bare, expect } from "@playwright/test";
import { root } from "../scripts/build.mjs";
import { test } from "./app";

test("the app starts, under a policy that runs no inline script", async ({ page }) => {
  const response = await page.goto("/");
  expect(response?.headers()["content-security-policy"]).toContain("script-src 'self' 'wasm-unsafe-eval';");
  await expect(page.getByRole("heading", { name: "Gradwire", level: 1 })).toBeVisible();
});

bare(
  "where its port is taken, the app says so and that work may lie there, or waits until it is free",
  async ({ page }) => {
    bare.skip(process.platform !== "linux", "elsewhere npm start opens a window");
    const port = await freePort();
    const [first, second, third] = [[], [], ["--wait"]].map(
      (more) => () => npmStart(["--port", String(port), ...more]),
    );
    const running: Started[] = [];
    const begin = (start: (() => Started) | undefined) => {
      const started = (start as () => Started)();
      running.push(started);
      return started;
    };
    try {
      const usual = begin(first);
      await expect.poll(usual.said, { timeout: 20_000 }).toContain(`Gradwire is at http://localhost:${port}/ (`);
      const other = begin(second);
      await expect.poll(other.said, { timeout: 20_000 }).toMatch(/Gradwire is at http:\/\/localhost:\d+\/ \(/);
      expect(other.said()).toContain(
        `Port ${port} is taken, by a Gradwire that is at http://localhost:${port}/ already.`,
      );
      expect(other.said()).toContain(`Unsaved work that was kept at http://localhost:${port}/ is not seen there.`);
      const [, address] = /Gradwire is at (\S+) \(Ctrl/.exec(other.said()) ?? [];
      await page.goto(address ?? "");
      await expect(page.getByRole("note")).toContainText(`Gradwire is usually at localhost:${port}`);
      await page.goto(`http://localhost:${port}/`);
      await expect(page.getByRole("textbox", { name: "Title of the document" })).toHaveValue("A sigmoid layer");
      await expect(page.getByRole("note")).toBeHidden();

      const waits = begin(third);
      await expect.poll(waits.said, { timeout: 20_000 }).toContain(`Waiting for port ${port}`);
      expect(waits.said()).not.toContain("(Ctrl+C stops it)");
      usual.stop();
      await expect.poll(waits.said).toContain(`Gradwire is at http://localhost:${port}/ (Ctrl+C stops it)`);
    } finally {
      for (const { stop } of running) stop();
    }
  },
);

interface Started {
  /** What it has said so far. */
  readonly said: () => string;
  readonly stop: () => void;
}

/** `npm start` where there is no display. */
function npmStart(args: readonly string[]): Started {
  const env = { ...process.env, DISPLAY: "", WAYLAND_DISPLAY: "" };
  const program = spawn(process.execPath, [join(root, "scripts", "start.mjs"), ...args], { cwd: root, env });
  let said = "";
  for (const stream of [program.stdout, program.stderr]) {
    stream.on("data", (piece) => {
      said += piece;
    });
  }
  return { said: () => said, stop: () => program.kill() };
}

/** A port that nothing listens at. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
