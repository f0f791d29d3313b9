/** The part of a key event that tells which key was pressed. */
export interface PressedKey {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
}

/** Signs that keys give, by their places, on layouts that have other letters there. */
const SIGNS: Readonly<Record<string, string>> = {
  Comma: ",",
  Period: ".",
  Slash: "/",
  BracketLeft: "[",
  BracketRight: "]",
};

/**
 * What a key gives; where that is a letter of another script, such as я or ש, what the key in its place gives on a Latin keyboard, so that
 * Ctrl+я is Ctrl+Z. On a Latin layout, whichever it is, what the key gives is what counts.
 */
export function latinKey({ key, code, shiftKey }: PressedKey): string {
  if (!/^[\p{L}\p{M}]{1,3}$/u.test(key) || /\p{Script=Latin}/u.test(key)) return key;
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase();
  return (shiftKey ? undefined : SIGNS[code]) ?? key;
}
