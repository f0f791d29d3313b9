import { hostileTexts } from "../src/core/export/fixtures/hostile";

/** Names that mean something to JavaScript, to a terminal, to markup or to a file system. */
const names = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "length",
  "0",
  "-1",
  "\u001b[2J\u001b]0;title\u0007",
  "\u009b31m",
  "\u0000",
  "\u202eturned",
  "../../etc/passwd",
  "C:\\con",
  "<img src=x onerror=alert(1)>",
  "]]>",
  "&amp;&#0;&lt",
  "-->",
  "\ud800",
  "\uffff\ufffe",
  "e\u0301\u0327".repeat(30),
  "$$\\frac{1}{\\href{javascript:alert(1)}{x}}$$",
  "\\input{/etc/passwd}",
  "{{x}}",
  "%s%n",
  "x".repeat(300),
] as const;

/** Texts that may stand wherever a file has one. */
export const texts: readonly string[] = [...names, ...hostileTexts];

/** A text so long that whoever copies it often enough runs out of time or room. */
export const longText = "long ".repeat(20_000);

/** Numbers at which arithmetic, sizes and loops go wrong. */
export const numbers: readonly number[] = [
  0,
  -0,
  1,
  -1,
  0.5,
  1e-9,
  2,
  3,
  7,
  64,
  255,
  4096,
  4097,
  65_536,
  2 ** 24,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  -(2 ** 31),
  1e21,
  1e300,
  -1e300,
  1.7976931348623157e308,
  5e-324,
  1e-320,
  0.1 + 0.2,
];

/** Numbers as a text may have them, and some that are none. */
export const numberTexts: readonly string[] = [
  ...numbers.map((number) => (Object.is(number, -0) ? "-0" : String(number))),
  "1e309",
  "-1e999",
  "1e-999",
  "123456789012345678901234567890",
  "0.1000000000000000055511151231257827",
  "1E+2",
  "01",
  ".5",
  "NaN",
  "Infinity",
  '"NaN"',
  '"-Infinity"',
  "0x10",
];

/** Pieces of JSON and of none. */
export const pieces: readonly string[] = [
  "null",
  "true",
  "[]",
  "{}",
  "[[]]",
  '""',
  '"',
  "\\",
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "//",
  "\n",
  "\r",
  "\t",
  "\u0000",
  "\ufeff",
  "\u2028",
  "\u001b[31m",
  '"__proto__":{"x":1},',
  '"\\ud800"',
  '"\\u0000"',
  '{"shape":[2],"float64":"AAAAAAAAAAA="}',
  '"#0000000000000000"',
];
