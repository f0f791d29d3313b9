/**
 * An SVG picture as pixels, or null where it is none. SVG can be read in the page only; the pixels are then made elsewhere.
 * The picture can load nothing: fonts that it is written in must be in it, or on the machine.
 */
export async function rasterise(svg: string, width: number, height: number): Promise<ImageBitmap | null> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = await load(url);
    return (
      image && (await createImageBitmap(image, { resizeWidth: width, resizeHeight: height, resizeQuality: "high" }))
    );
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Not by `decode`, which waits in a page that is hidden until someone looks at it. */
function load(url: string): Promise<HTMLImageElement | null> {
  return new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => resolve(null);
    image.src = url;
  });
}
