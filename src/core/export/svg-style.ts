import { PALETTE, type PaletteColor, type Theme } from "#core/drawing/palette";

/** Words, on all that says nothing else. Each list begins with the face that the app ships, for pictures that are shown where it is there. */
export const SANS = "Inter Variable, Inter, system-ui, Segoe UI, Helvetica, Arial, sans-serif";
/** Numbers: every digit as wide as the next. */
export const MONO =
  "JetBrains Mono Variable, JetBrains Mono, ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono, monospace";
/** Letters of mathematics, upright and slanted. */
export const MATHS = "KaTeX_Main, Latin Modern Roman, STIX Two Text, Cambria, Times New Roman, Times, serif";
export const MATHS_ITALIC = "KaTeX_Math, Latin Modern Math, STIX Two Text, Cambria, Times New Roman, Times, serif";

/** Asks for a colour of the theme by its name. */
export type Colors = (name: PaletteColor) => string;

/** The colours of a theme. */
export function colorsOf(theme: Theme): Colors {
  return (name) => PALETTE[theme][name];
}
