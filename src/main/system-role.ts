/**
 * Commands that the page takes from the system, as they bring the clipboard along: to a text field or to the canvas, whichever
 * has the keyboard. Never disabled, as on a Mac a disabled line would take ⌘C from text fields.
 */
const SYSTEM_ROLES: ReadonlyMap<string, "cut" | "copy" | "paste"> = new Map([
  ["cut", "cut"],
  ["copy", "copy"],
  ["paste", "paste"],
]);

/** The role that the system plays for a command of the page; undefined where the page does it by itself. */
export function systemRole(command: string): "cut" | "copy" | "paste" | undefined {
  return SYSTEM_ROLES.get(command);
}
