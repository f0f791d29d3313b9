import { expose, transfer } from "comlink";
import { frameSize } from "./frame-size";
import { createGif } from "./gif-writer";
import type { Failed, Stage, VideoFormat, VideoThread } from "./protocol";
import { codecFor, createVideo } from "./video-writer";

/** What writes one kind of file from what is on the thread's canvas. */
interface Writer {
  readonly add: (seconds: number) => Promise<void> | void;
  readonly finish: () => Promise<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>;
}

interface Studio {
  readonly context: OffscreenCanvasRenderingContext2D;
  readonly background: string;
  readonly writer: Writer;
}

const NAMES = { webm: "WebM", mp4: "MP4", gif: "GIF" } as const;

const noEncoder = (format: VideoFormat): Failed => ({
  failed: `This browser has no encoder for ${NAMES[format]} video of this size. Save a GIF instead, or try another browser.`,
});

let studio: Studio | null = null;

const thread: VideoThread = {
  async can({ format, width, height }) {
    const size = frameSize(format, width, height);
    return format === "gif" || (await codecFor(format, size.width, size.height)) !== null;
  },
  async begin(stage) {
    studio = await createStudio(stage);
    return studio ? null : noEncoder(stage.format);
  },
  async add(picture, seconds) {
    const { context, background, writer } = opened();
    const { width, height } = context.canvas;
    context.fillStyle = background;
    context.fillRect(0, 0, width, height);
    context.drawImage(picture, 0, 0);
    picture.close();
    await writer.add(seconds);
    return null;
  },
  async finish() {
    const bytes = await opened().writer.finish();
    return transfer(bytes, [bytes.buffer]);
  },
};

expose(thread);

async function createStudio({ format, width, height, background }: Stage): Promise<Studio | null> {
  const size = frameSize(format, width, height);
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  if (!context) throw new Error("there is no memory for pictures of this size");
  const writer = format === "gif" ? gifOf(context) : await createVideo(canvas, format);
  return writer && { context, background, writer };
}

function gifOf(context: OffscreenCanvasRenderingContext2D): Writer {
  const { width, height } = context.canvas;
  const gif = createGif(width, height);
  return { add: (seconds) => gif.add(context.getImageData(0, 0, width, height).data, seconds), finish: gif.finish };
}

function opened(): Studio {
  if (!studio) throw new RangeError("a picture came before the file was begun");
  return studio;
}
