import { expect, test } from "vitest";
import { bitsOf, choosePalette, countColours, indexPixels, nearestPlaces, type Quantise } from "./gif-palette";

const OPAQUE = 0xff000000;
const pixels = (...colours: readonly number[]) => Uint32Array.from(colours, (colour) => (OPAQUE | colour) >>> 0);
const [RED, GREEN, BLUE, WHITE] = [0x0000ff, 0x00ff00, 0xff0000, 0xffffff] as const;

const unused: Quantise = () => {
  throw new Error("nothing had to be mixed");
};

test("only the colours of pixels that changed are counted", () => {
  const before = pixels(RED, RED, WHITE, WHITE);
  const now = pixels(RED, BLUE, WHITE, BLUE);
  expect(countColours(now, null)).toEqual(
    new Map([
      [RED, 1],
      [BLUE, 2],
      [WHITE, 1],
    ]),
  );
  expect(countColours(now, before)).toEqual(new Map([[BLUE, 2]]));
  expect(countColours(now, now).size).toBe(0);
});

test("colours that fit are kept to the bit", () => {
  const colours = new Map(Array.from({ length: 255 }, (_, at) => [at * 0x010203, 1] as const));
  const palette = choosePalette(colours, 255, unused);
  expect(palette).toHaveLength(255);
  expect(palette[3]).toEqual([9, 6, 3]);
});

test("the commonest of too many colours are kept to the bit, and the others mixed by how common they are", () => {
  const colours = new Map([
    [1, 1],
    [RED, 900],
    [2, 3],
    [WHITE, 1000],
    [3, 2],
  ]);
  let asked: readonly number[] = [];
  const palette = choosePalette(colours, 4, (rgba, most) => {
    asked = [...new Uint32Array(rgba.buffer)];
    expect(most).toBe(2);
    return [[2, 0, 0]];
  });
  expect(palette).toEqual([
    [255, 255, 255],
    [255, 0, 0],
    [2, 0, 0],
  ]);
  expect(asked).toEqual([2, 2, 2, 3, 3, 1]);
});

test("a colour goes to itself where it is in the palette, else to the nearest", () => {
  const places = nearestPlaces(
    [RED, 0x0000f0, 0xf00010, 0x808080],
    [
      [255, 0, 0],
      [0, 0, 255],
      [120, 120, 120],
    ],
  );
  expect([...places.values()]).toEqual([0, 0, 1, 2]);
});

test("pixels that did not change have index 0", () => {
  const places = new Map([
    [GREEN, 0],
    [BLUE, 7],
  ]);
  const index = indexPixels(pixels(GREEN, GREEN, BLUE, GREEN), pixels(RED, GREEN, GREEN, RED), places);
  expect([...index]).toEqual([1, 0, 8, 1]);
});

test.each([
  [1, 1],
  [2, 1],
  [3, 2],
  [4, 2],
  [5, 3],
  [128, 7],
  [129, 8],
  [256, 8],
])("%i colours take %i bits", (colours, bits) => {
  expect(bitsOf(colours)).toBe(bits);
});
