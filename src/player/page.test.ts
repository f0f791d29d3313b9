import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { emptyDocument } from "#core/document/document";
import { readRecording } from "#core/recording/read";
import { startRecorder } from "#core/recording/recorder";
import { buildPage } from "./page";
import { recordingFromPage } from "./recording-text";

const attack = "</script></title><!--<script><img src=x onerror=alert(1)>";

/** A recording in which whatever can be a text is an attack. */
function hostileRecording(): string {
  let text = "";
  const document = { ...emptyDocument, meta: { title: attack, description: attack, author: attack } };
  const header = { title: attack, created: "", seed: 0, values: "all", requires: [], rate: null, document } as const;
  const recorder = startRecorder(header, (line) => {
    text += line;
  });
  recorder.tell({ code: "c", text: attack }, 1);
  recorder.tell({ code: "m", title: attack }, 0);
  recorder.tell({ code: "q", prompt: attack, choices: [attack], answer: 0 }, 1);
  recorder.end(1);
  return text;
}

const build = (playerScript: string) => buildPage({ recordingText: hostileRecording(), playerScript, title: "" });

test("no text of a recording becomes markup in the page", async () => {
  const page = await build("go()");
  expect(page).not.toContain("<img");
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(page.match(/<!--/g)).toBeNull();
  expect(page.match(/<\/title>/g)).toHaveLength(1);
});

test("the recording in the page is the one that was given, hash and all", async () => {
  const page = await build("go()");
  const [, inside = ""] = /x-gradwire-recording">([\s\S]*?)<\/script>/.exec(page) ?? [];
  expect(recordingFromPage(inside)).toBe(hostileRecording().trim());
  expect(readRecording(recordingFromPage(inside)).flaws).toEqual([]);
});

test("the policy allows the player by its hash and nothing else, even where it holds an end tag", async () => {
  const page = await build('go("</script>");\r\nstop("<!--")');
  const [, script = ""] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? [];
  expect(script).toBe('go("\\x3c/script>");\nstop("\\x3c!--")');
  const hash = createHash("sha256").update(script).digest("base64");
  expect(page).toContain(`default-src 'none'; script-src 'sha256-${hash}';`);
});

test("without scripts, a reader is told what is said in the recording", async () => {
  const [, noscript = ""] = /<noscript>([\s\S]*?)<\/noscript>/.exec(await build("go()")) ?? [];
  expect(noscript).toContain("<li>&lt;/script&gt;&lt;/title&gt;");
});
