import { expect, test } from "vitest";
import { systemRole } from "./system-role";

test.each(["cut", "copy", "paste"])("the system plays the role of %s", (command) => {
  expect(systemRole(command)).toBe(command);
});

test.each(["toString", "constructor", "__proto__", "hasOwnProperty", "undo", ""])("and none of %s", (command) => {
  expect(systemRole(command)).toBeUndefined();
});
