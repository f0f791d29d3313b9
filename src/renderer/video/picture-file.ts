import { rasterise } from "./rasterise";

/** More pixels than this no browser draws at once, or more along one side. */
const MOST = 2 ** 28;
const LONGEST = 16_384;

/** An SVG picture as a PNG of so many pixels, or why there is none. `svg` says its own width and height; letters are drawn at the size asked. */
export async function pngOf(
  svg: string,
  width: number,
  height: number,
): Promise<Uint8Array<ArrayBuffer> | { readonly failed: string }> {
  const tooLarge = {
    failed: `A picture of ${width} × ${height} pixels is more than a browser draws. Choose a smaller size, or SVG.`,
  };
  if (width > LONGEST || height > LONGEST || width * height > MOST) return tooLarge;
  const picture = await rasterise(resized(svg, width, height), width, height);
  if (!picture) return tooLarge;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) return tooLarge;
  context.drawImage(picture, 0, 0);
  picture.close();
  const blob = await canvas.convertToBlob({ type: "image/png" });
  return new Uint8Array(await blob.arrayBuffer());
}

/** Saying the size that it is drawn at, so that nothing is drawn small and then stretched. */
function resized(svg: string, width: number, height: number): string {
  const end = svg.indexOf(">");
  const head = svg.slice(0, end).replace(/ width="[^"]*" height="[^"]*"/, ` width="${width}" height="${height}"`);
  return head + svg.slice(end);
}
