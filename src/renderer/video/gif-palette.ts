/** A colour as gifenc takes it, each part 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** A colour as the lower 24 bits of a pixel of a canvas: red in the lowest byte. */
type Colour = number;

const COLOUR = 0xffffff;

/** Gives at most `most` colours that come close to those of pixels in RGBA. */
export type Quantise = (rgba: Uint8Array, most: number) => readonly Rgb[];

/** Which colours the pixels have that differ from those `before`, or all where there were none, and how many have each. */
export function countColours(pixels: Uint32Array, before: Uint32Array | null): ReadonlyMap<Colour, number> {
  const counts = new Map<Colour, number>();
  let run = 0;
  let colour = -1;
  for (let at = 0; at < pixels.length; at += 1) {
    const pixel = pixels[at] ?? 0;
    if (before && pixel === before[at]) continue;
    if ((pixel & COLOUR) !== colour) {
      if (run > 0) counts.set(colour, (counts.get(colour) ?? 0) + run);
      colour = pixel & COLOUR;
      run = 0;
    }
    run += 1;
  }
  if (run > 0) counts.set(colour, (counts.get(colour) ?? 0) + run);
  return counts;
}

/**
 * At most `most` colours for a picture: all of its own where they fit. Else its commonest keep half the places, as they are
 * the flat ones of a drawing, which would show every change; the edges of letters, between those, share the other half.
 */
export function choosePalette(colours: ReadonlyMap<Colour, number>, most: number, quantise: Quantise): readonly Rgb[] {
  if (colours.size <= most) return [...colours.keys()].map(rgbOf);
  const commonest = [...colours].sort(([one, count], [other, than]) => than - count || one - other);
  const flat = Math.floor(most / 2);
  const edges = commonest.slice(flat);
  const pixels = new Uint32Array(edges.reduce((sum, [, count]) => sum + count, 0));
  let at = 0;
  for (const [colour, count] of edges) {
    pixels.fill(colour, at, at + count);
    at += count;
  }
  const mixed = quantise(new Uint8Array(pixels.buffer), most - flat);
  return [...commonest.slice(0, flat).map(([colour]) => rgbOf(colour)), ...mixed];
}

/** For each of these colours the place in the palette of the one that comes nearest: itself where it is there. */
export function nearestPlaces(colours: Iterable<Colour>, palette: readonly Rgb[]): ReadonlyMap<Colour, number> {
  const places = new Map(palette.map((rgb, place) => [rgb[0] | (rgb[1] << 8) | (rgb[2] << 16), place]));
  const found = new Map<Colour, number>();
  for (const colour of colours) found.set(colour, places.get(colour) ?? nearest(rgbOf(colour), palette));
  return found;
}

/** Each pixel as one more than its colour's place, and 0 where it is what it was before. */
export function indexPixels(
  pixels: Uint32Array,
  before: Uint32Array | null,
  places: ReadonlyMap<Colour, number>,
): Uint8Array {
  const index = new Uint8Array(pixels.length);
  let colour = -1;
  let place = 0;
  for (let at = 0; at < pixels.length; at += 1) {
    const pixel = pixels[at] ?? 0;
    if (before && pixel === before[at]) continue;
    if ((pixel & COLOUR) !== colour) {
      colour = pixel & COLOUR;
      place = 1 + (places.get(colour) ?? 0);
    }
    index[at] = place;
  }
  return index;
}

/** How many bits an index into so many colours takes. */
export function bitsOf(colours: number): number {
  return Math.max(1, Math.ceil(Math.log2(colours)));
}

function nearest([red, green, blue]: Rgb, palette: readonly Rgb[]): number {
  let least = Number.POSITIVE_INFINITY;
  let place = 0;
  for (const [at, [r, g, b]] of palette.entries()) {
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < least) [least, place] = [distance, at];
  }
  return place;
}

function rgbOf(colour: Colour): Rgb {
  return [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
}
