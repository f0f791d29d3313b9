import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Download, expect, type Page } from "@playwright/test";
import { root } from "../scripts/build.mjs";
import { test } from "./app";
import { expectNoAxeFaults } from "./axe";
import { openLesson, openText } from "./graph";

const dialog = (page: Page) => page.getByRole("dialog");

/** Opens the dialog by its key, and chooses. */
async function choose(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Control+e");
  const radio = dialog(page).getByRole("radio", { name });
  await radio.focus();
  await page.keyboard.press("Space");
  await expect(radio).toBeChecked();
}

async function exported(page: Page, press: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  await expect(page.getByText(`Exported ${download.suggestedFilename()}`)).toBeVisible();
  await expect(dialog(page)).toBeHidden();
  return download;
}

const pressExport = (page: Page) => dialog(page).getByRole("button", { name: "Export" }).press("Enter");

/** Makes a film, and saves it once it is there. */
async function exportFilm(page: Page): Promise<Kept> {
  await expect(dialog(page).getByText(/^Lasts/)).toBeVisible();
  await dialog(page).getByRole("button", { name: "Make it" }).press("Enter");
  await expect(dialog(page).getByRole("progressbar")).toBeVisible();
  const save = dialog(page).getByRole("button", { name: /^Save it/ });
  await expect(save).toBeFocused({ timeout: 45_000 });
  return keep(await exported(page, () => page.keyboard.press("Enter")));
}

interface Kept {
  readonly path: string;
  readonly bytes: Buffer;
}

/** The file, which stays beside the other results of the stories to be looked at. */
async function keep(download: Download): Promise<Kept> {
  const path = join(root, ".cache", "shared", download.suggestedFilename());
  await download.saveAs(path);
  return { path, bytes: await readFile(path) };
}

const openWalk = async (page: Page, lesson: string) => {
  await page.goto("/#new");
  const text = await readFile(join(root, "resources", "lessons", `${lesson}.gradrec`), "utf8");
  await openText(page, `${lesson}.gradrec`, text);
  await expect(page.getByText("Before the first step nothing is computed.").first()).toBeVisible();
};

test("the canvas is exported as an SVG of what is computed so far", async ({ page }) => {
  await openLesson(page, "04-one-neuron");
  const svgOf = async () => {
    await choose(page, "Picture (SVG)");
    return (await readFile(await (await exported(page, () => pressExport(page))).path())).toString();
  };
  const whole = await svgOf();
  const told = await page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    const lanes = [...parsed.querySelectorAll("[data-lane]")].map((lane) => lane.getAttribute("data-state"));
    return { root: parsed.documentElement.localName, words: parsed.documentElement.textContent, lanes };
  }, whole);
  expect(told.root).toBe("svg");
  expect(told.words).toContain("0.281");
  expect(told.lanes).toEqual(new Array(6).fill("known"));
  expect(whole).toContain("@font-face");
  expect(whole).toMatch(
    /<!-- The fonts in this picture are under the SIL Open Font License 1\.1[^>]*Inter Project Authors/,
  );
  await page.keyboard.press("Home");
  await page.keyboard.press(".");
  const first = await svgOf();
  expect(first.match(/data-state="known"/g)).toHaveLength(1);
  expect(first).not.toContain("0.281");
});

test("the canvas is exported as a PNG of once, twice and three times its size, with its formulas and faces", async ({
  page,
}) => {
  await openLesson(page, "04-one-neuron");
  await choose(page, "Picture (SVG)");
  const svg = (await readFile(await (await exported(page, () => pressExport(page))).path())).toString();
  const [, width, height] = (/ width="(\d+)" height="(\d+)"/.exec(svg) ?? []).map(Number) as [number, number, number];
  expect(svg).toMatch(/data-part="formula"[^>]*>.*KaTeX_Math.*?>z</);
  for (const scale of [1, 2, 3]) {
    await choose(page, "Picture (PNG)");
    await dialog(page).getByRole("combobox", { name: "Size", exact: true }).click();
    await page.getByRole("option", { name: `${scale}×` }).click();
    const { bytes } = await keep(await exported(page, () => pressExport(page)));
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([scale * width, scale * height]);
    // Drawn at its size, not stretched to it: what is black in a letter is black in one pixel and paper in the next.
    const sharp = await page.evaluate(async (base64) => {
      const blob = new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], { type: "image/png" });
      const picture = await createImageBitmap(blob);
      const context = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
      context?.drawImage(picture, 0, 0);
      const { data = [] } = context?.getImageData(0, 0, picture.width, picture.height) ?? {};
      let most = 0;
      for (let at = 4; at < data.length; at += 4)
        most = Math.max(most, Math.abs((data[at] ?? 0) - (data[at - 4] ?? 0)));
      return most;
    }, bytes.toString("base64"));
    expect(sharp).toBeGreaterThan(150);
  }
});

test("a video of a lesson comes as an MP4 that plays", async ({ page }) => {
  await openLesson(page, "02-chain-rule");
  await choose(page, "Video (MP4)");
  const { bytes } = await exportFilm(page);
  expect(bytes.subarray(4, 8).toString()).toBe("ftyp");
  const shown = await page.evaluate(async (base64) => {
    const video = document.createElement("video");
    const blob = new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], { type: "video/mp4" });
    video.src = URL.createObjectURL(blob);
    await new Promise((resolve, reject) => {
      video.onloadeddata = resolve;
      video.onerror = reject;
    });
    return { width: video.videoWidth, height: video.videoHeight, duration: video.duration };
  }, bytes.toString("base64"));
  expect(shown).toMatchObject({ width: 1280, height: 720 });
  expect(shown.duration).toBeGreaterThan(10);
});

test("where the browser encodes no video, the choice of an MP4 says so and cannot be chosen", async ({ page }) => {
  await page.route(/video-thread[^/]*\.js/, async (route) => {
    const script = await (await route.fetch()).text();
    await route.fulfill({ contentType: "text/javascript", body: `delete globalThis.VideoEncoder;${script}` });
  });
  await openLesson(page, "04-one-neuron");
  await page.keyboard.press("Control+e");
  const radio = dialog(page).getByRole("radio", { name: "Video (MP4)" });
  await expect(radio).toBeDisabled();
  await expect(radio).toHaveAccessibleDescription(/cannot encode H\.264/);
  await expectNoAxeFaults(page);
});

test("a GIF of a lesson is a film of its whole pass", async ({ page }) => {
  await openLesson(page, "02-chain-rule");
  await choose(page, "Moving picture (GIF)");
  const { bytes } = await exportFilm(page);
  expect(bytes.subarray(0, 6).toString()).toBe("GIF89a");
  expect([bytes.readUInt16LE(6), bytes.readUInt16LE(8)]).toEqual([1280, 720]);
  expect(bytes.length).toBeLessThan(2_000_000);
});

test("a video of a recording has its pictures and lasts as long as it says", async ({ page }) => {
  await openWalk(page, "04-one-neuron");
  await choose(page, "Video (WebM)");
  const said = await dialog(page)
    .getByText(/^Lasts/)
    .textContent();
  const [, minutes = "0", seconds = "0"] = /Lasts (?:(\d+) min)? ?(?:(\d+) s)?/.exec(said ?? "") ?? [];
  const { bytes } = await exportFilm(page);
  expect(bytes.subarray(0, 4).toString("hex")).toBe("1a45dfa3");
  const shown = await page.evaluate(async (base64) => {
    const video = document.createElement("video");
    const blob = new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], { type: "video/webm" });
    video.src = URL.createObjectURL(blob);
    await new Promise((resolve, reject) => {
      video.onloadedmetadata = resolve;
      video.onerror = reject;
    });
    return { width: video.videoWidth, height: video.videoHeight, duration: video.duration };
  }, bytes.toString("base64"));
  expect(shown).toMatchObject({ width: 1280, height: 720 });
  expect(Math.abs(shown.duration - (60 * Number(minutes) + Number(seconds)))).toBeLessThan(1);
});

test("what is cancelled leaves no file, and the choice is there again", async ({ page }) => {
  const downloads: string[] = [];
  page.on("download", (download) => downloads.push(download.suggestedFilename()));
  await openLesson(page, "09-penguin-mlp");
  await choose(page, "Video (WebM)");
  await expect(dialog(page).getByText(/^Lasts/)).toBeVisible();
  await dialog(page).getByRole("button", { name: "Make it" }).press("Enter");
  await expect(dialog(page).getByRole("progressbar")).toBeVisible();
  await expect(dialog(page).getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("radio", { name: "Video (WebM)" })).toBeChecked();
  // The encoder's thread is gone with it.
  await expect.poll(() => page.workers().filter((worker) => /video/.test(worker.url())).length).toBe(0);
  expect(downloads).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
});

test("a picture of each step comes as one archive", async ({ page }) => {
  await openLesson(page, "04-one-neuron");
  await choose(page, "A picture of each step (SVG)");
  await expect(dialog(page).getByText(/pictures, about/)).toBeVisible();
  const { bytes } = await keep(await exported(page, () => pressExport(page)));
  expect(bytes.subarray(0, 2).toString()).toBe("PK");
  const names = bytes.toString("latin1").match(/\d\d-[a-z0-9-]+\.svg/g) ?? [];
  expect(new Set(names).size).toBe(10);
});

test("captions are exported of a recording that has any", async ({ page }) => {
  await openWalk(page, "04-one-neuron");
  await choose(page, "Captions (WebVTT)");
  const { bytes } = await keep(await exported(page, () => page.keyboard.press("Enter")));
  const text = bytes.toString();
  expect(text).toMatch(/^WEBVTT\n/);
  // The walk's own words, at their own time.
  expect(text).toMatch(/^(\d\d:){2}\d\d\.\d{3} --> (\d\d:){2}\d\d\.\d{3}$/m);
  expect(text).toContain("Vicas 2022 (18)");
});

test("a lesson without captions offers none", async ({ page }) => {
  await openLesson(page, "04-one-neuron");
  await choose(page, "Web page (HTML)");
  await expect(dialog(page).getByText(/^About/)).toBeVisible();
  await expect(dialog(page).getByRole("radio", { name: "Captions (WebVTT)" })).toHaveCount(0);
});

for (const theme of ["light", "dark"] as const) {
  test.describe(`in ${theme}`, () => {
    test.use({ colorScheme: theme });
    test("the dialog has no fault that axe finds", async ({ page }) => {
      await openLesson(page, "04-one-neuron");
      await choose(page, "Moving picture (GIF)");
      await expect(dialog(page).getByText(/^Lasts/)).toBeVisible();
      await expectNoAxeFaults(page);
    });
  });
}

test("the exported page opens from disk and plays", async ({ page, browser }) => {
  await openLesson(page, "04-one-neuron");
  await choose(page, "Web page (HTML)");
  await expect(dialog(page).getByText(/^About/)).toBeVisible();
  const download = await exported(page, () => pressExport(page));
  const { path, bytes } = await keep(download);
  // The licences of what the page has inside go along with it.
  expect(bytes.toString()).toContain("Copyright (c) 2013-2020 Khan Academy and other contributors");
  expect(bytes.toString()).toContain("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION");
  const context = await browser.newContext({ offline: true });
  const reader = await context.newPage();
  const errors: string[] = [];
  reader.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await reader.goto(`file://${path}`);
  await expect(reader.getByRole("region", { name: /^Recording/ })).toBeVisible();
  expect(errors).toEqual([]);
  await context.close();
});

test("ffprobe reads the film that was exported", async ({ page }) => {
  const version = spawnSync("ffprobe", ["-version"]);
  test.skip(version.error !== undefined, "ffprobe is not installed");
  await openLesson(page, "03-two-paths");
  await choose(page, "Video (WebM)");
  const { path } = await exportFilm(page);
  const { stdout } = spawnSync("ffprobe", ["-v", "error", "-show_streams", "-of", "json", path], { encoding: "utf8" });
  expect(JSON.parse(stdout)).toMatchObject({ streams: [{ codec_type: "video", width: 1280, height: 720 }] });
});
