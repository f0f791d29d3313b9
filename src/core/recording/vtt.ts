import type { Recording } from "./event";

/** A last caption that nothing follows stays for so many seconds. */
const LAST = 3;

/** The captions of a recording as WebVTT (https://www.w3.org/TR/webvtt1/), each until the next one, or until an empty one takes it away. */
export function captionsVtt(recording: Recording): string {
  return vttOf(recording, (what) => (what.code === "c" ? what.text : null));
}

/** The chapters of a recording as WebVTT, each until the next one. */
export function chaptersVtt(recording: Recording): string {
  return vttOf(recording, (what) => (what.code === "m" ? what.title : null));
}

interface Cue {
  readonly start: number;
  readonly text: string;
}

function vttOf({ events }: Recording, textOf: (what: Recording["events"][number]["what"]) => string | null): string {
  const cues: Cue[] = [];
  let time = 0;
  for (const { dt, what } of events) {
    time += dt;
    const text = textOf(what);
    if (text !== null) cues.push({ start: Math.round(time * 1000), text: escaped(text) });
  }
  const blocks = cues.flatMap(({ start, text }, at) => {
    const end = cues[at + 1]?.start ?? Math.max(Math.round(time * 1000), start + LAST * 1000);
    // One that is gone at once is never seen, and a cue must last.
    return text === "" || end <= start ? [] : [`\n${timeText(start)} --> ${timeText(end)}\n${text}\n`];
  });
  return `WEBVTT\n${blocks.join("")}`;
}

/** No markup, and no empty line, which would end the cue; with every > escaped no arrow is left. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\0", "\uFFFD")
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}

/** Milliseconds as `00:00:01.500`. */
function timeText(milliseconds: number): string {
  const digits = (value: number, length: number) => String(Math.floor(value)).padStart(length, "0");
  const seconds = milliseconds / 1000;
  const clock = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => digits(part, 2));
  return `${clock.join(":")}.${digits(milliseconds % 1000, 3)}`;
}
