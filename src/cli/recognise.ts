import { isRecordingText } from "#core/recording/read";

/** What a command writes: a recording, or one of the exports. */
export type OutputKind = "recording" | "html" | "svg" | "pytorch" | "notebook" | "latex";

const signs: Readonly<Record<OutputKind, (beginning: string) => boolean>> = {
  recording: isRecordingText,
  html: (text) => text.startsWith("<!doctype html>") && text.includes('<meta name="generator" content="Gradwire">'),
  svg: (text) => /^<svg xmlns="[^"]*" viewBox="[^"]*" [^>]*role="img" [^>]*data-theme="(light|dark)"/.test(text),
  pytorch: (text) => text.startsWith('"""') && text.includes("Exported from Gradwire."),
  notebook: (text) => text.startsWith("{") && text.includes("Exported from Gradwire."),
  latex: (text) => text.startsWith("% Exported from Gradwire."),
};

/** Whether a file that begins so was made by the command that is to overwrite it. */
export function isOurs(kind: OutputKind, beginning: string): boolean {
  return signs[kind](beginning);
}
