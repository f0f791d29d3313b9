import { escapeXml, slicesOf } from "#core/export/svg-text";
import type { Recording } from "#core/recording/event";
import { readRecording } from "#core/recording/read";
import { RECORDING_TYPE, recordingToPage } from "./recording-text";

/** What a page is made of. */
export interface PageParts {
  /** The recording as it is on disk. */
  readonly recordingText: string;
  /** The built player, gradwire-player.js. */
  readonly playerScript: string;
  /** Of the page; where it is empty, the recording's own. */
  readonly title: string;
}

/**
 * One HTML file that plays a recording and needs nothing else: no network, no server, no other file. Its content security policy
 * lets this player run, by its hash, and nothing else load or run.
 */
export async function buildPage(parts: PageParts): Promise<string> {
  return [...(await pagePieces(parts))].join("");
}

/** As `buildPage`, piece by piece: the page may be larger than a text can be. */
export async function pagePieces({ recordingText, playerScript, title }: PageParts): Promise<Iterable<string>> {
  const { recording } = readRecording(recordingText);
  const meta = recording?.header.document.meta;
  const named = [title, recording?.header.title, meta?.title].find((text) => text !== undefined && text.trim() !== "");
  const heading = escapeXml(named ?? "A Gradwire recording");
  const script = scriptText(playerScript);
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${await sha256(script)}'`,
    "style-src 'unsafe-inline'",
    "img-src data:",
    "font-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return pieces();

  function* pieces(): Generator<string> {
    yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Gradwire">
<title>${heading}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${heading}</h1>
<gradwire-player keys="page">
<script type="${RECORDING_TYPE}">
`;
    for (const slice of slicesOf(recordingText)) yield recordingToPage(slice);
    yield "\n</script>\n</gradwire-player>\n<noscript>";
    yield* withoutScript(recording);
    yield `</noscript>\n</main>\n<script>${script}</script>\n</body>\n</html>\n`;
  }
}

const STYLE = `
html{color-scheme:light dark;background:light-dark(#f7f7f4,#15171b);color:light-dark(#1d2026,#e9eaec)}
body{display:flex;flex-direction:column;box-sizing:border-box;min-height:100vh;min-height:100dvh;margin:0;padding:12px 20px 20px;font:14px/1.5 'Inter Variable',Inter,system-ui,'Segoe UI',Helvetica,Arial,sans-serif}
h1{margin:0 2px 10px;font-size:18px;line-height:26px;font-weight:600;letter-spacing:-.01em;text-wrap:balance;overflow-wrap:anywhere}
main{display:flex;flex:1 0 auto;flex-direction:column}
gradwire-player:defined{flex:none;height:max(480px,calc(100dvh - 68px))}
@media(max-width:639px){body{padding:10px}h1{margin:0 4px 8px}gradwire-player:defined{height:max(480px,calc(100dvh - 54px))}}
@media(max-height:560px){body{padding:0}h1{position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%)}gradwire-player:defined{height:max(320px,100dvh)}}
`.replaceAll("\n", "");

/** What a reader sees where no script runs: that there is something to play, and all that is said in it. */
function* withoutScript(recording: Recording | null): Generator<string> {
  yield "<p>This page plays a recording of backpropagation, step by step. It needs JavaScript, and nothing from the network.</p>";
  let isFirst = true;
  for (const { what } of recording?.events ?? []) {
    if (what.code !== "c" || what.text.trim() === "") continue;
    yield isFirst ? "\n<p>What is said in it:</p>\n<ol>\n<li>" : "<li>";
    isFirst = false;
    for (const slice of slicesOf(what.text)) yield escapeXml(slice);
    yield "</li>\n";
  }
  if (!isFirst) yield "</ol>\n";
}

/** A script's text as the page's parser will hand it on, so that its hash is the one that the browser computes. */
function scriptText(script: string): string {
  return script.replace(/\r\n?/g, "\n").replace(/<(?=\/?script|!--)/gi, "\\x3c");
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
