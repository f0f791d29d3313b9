import { serialiseDocument } from "#core/document/serialise";
import type { PaletteColor, Theme } from "#core/drawing/palette";
import { PALETTE } from "#core/drawing/palette";
import type { FrameSize } from "#core/film/draw-frame";
import type { Pace } from "#core/film/film";
import { codeOf } from "../commands/code";
import { fileNameOf } from "../commands/titles";
import { host } from "../host/current";
import type { Session } from "../state/session";
import type { Thread } from "../state/thread";
import { encodeVideo } from "../video/encode-video";
import { pngOf } from "../video/picture-file";
import { drawCanvas } from "./canvas-picture";
import { appFaces, withFaces } from "./font-faces";
import { type ExportChoice, isCode } from "./kinds";
import type { FilmFacts, PackedText, ShareThread } from "./share-protocol";

/** How what is exported looks. */
export interface ExportLook {
  readonly theme: Theme;
  readonly size: FrameSize;
  readonly pace: Pace;
  /** Times as fast. */
  readonly speed: number;
  /** Whether pictures carry the faces that they are set in. */
  readonly fonts: boolean;
  /** Pixels of a picture for each of the canvas. */
  readonly scale: number;
}

/** A thread that has read what is exported, and what it found there. */
export interface Studio {
  readonly thread: Thread<ShareThread>;
  readonly facts: FilmFacts;
}

/** A file that was made and is not written yet. */
export interface Made {
  readonly name: string;
  readonly mime: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** How far making it has come, of 1 in all. */
export type OnProgress = (done: number, words: string) => void;

/** Where the player stands that pages carry. */
const PLAYER = "player/gradwire-player.js";

/** Makes a file of the canvas or the graph that was on screen, or says why there is none. */
export async function exportGraph(
  choice: ExportChoice,
  subject: Session,
  title: string,
  { fonts, scale }: Pick<ExportLook, "fonts" | "scale">,
): Promise<Made | { readonly failed: string }> {
  const name = fileNameOf(title, choice.extension);
  const { present } = subject.history;
  if (isCode(choice.kind)) {
    const code = await codeOf(choice.kind, present);
    return "failed" in code ? code : { name, mime: choice.mime, content: code.text };
  }
  if (choice.kind === "json") return { name, mime: choice.mime, content: serialiseDocument(present) };
  const { svg, width, height } = drawCanvas(subject);
  if (choice.kind === "png") {
    const png = await pngOf(withFaces(svg, await appFaces()(svg)), scale * width, scale * height);
    return "failed" in png ? png : { name, mime: choice.mime, content: png };
  }
  return { name, mime: choice.mime, content: fonts ? withFaces(svg, await appFaces()(svg)) : svg };
}

/** Makes a file of steps; "cancelled" as soon as the signal says so, or why there is none. */
export async function exportSteps(
  choice: ExportChoice,
  { thread, facts }: Studio,
  look: ExportLook,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Made | "cancelled" | { readonly failed: string }> {
  const name = fileNameOf(facts.title, choice.extension);
  const done = (content: Made["content"]): Made => ({ name, mime: choice.mime, content });
  const stopped = () => (signal.aborted ? "cancelled" : { failed: "The pictures could not be drawn." });
  const faces = appFaces();
  const draw = async (at: number, fonts: boolean): Promise<string> => {
    const drawn = await thread.ask((held) => held.draw(at, { theme: look.theme, size: look.size }));
    if ("ending" in drawn) throw new Stopped();
    return fonts ? withFaces(drawn.answer, await faces(drawn.answer)) : drawn.answer;
  };
  try {
    switch (choice.kind) {
      case "html": {
        const script = await host.loadResource(PLAYER);
        const page = await thread.ask((held) => held.page(script));
        return "ending" in page ? stopped() : done(page.answer);
      }
      case "captions": {
        const captions = await thread.ask((held) => held.captions());
        return "ending" in captions ? stopped() : done(captions.answer);
      }
      case "pictures": {
        const files: PackedText[] = [];
        const digits = String(facts.names.length).length;
        for (const [at, called] of facts.names.entries()) {
          const number = String(at).padStart(digits, "0");
          files.push({ name: `${number}-${fileNameOf(called, ".svg")}`, text: await draw(at, look.fonts) });
          if (signal.aborted) return "cancelled";
          onProgress((at + 1) / facts.names.length, `Picture ${at + 1} of ${facts.names.length}`);
        }
        const packed = await thread.ask((held) => held.pack(files));
        return "ending" in packed ? stopped() : done(packed.answer);
      }
      case "webm":
      case "mp4":
      case "gif": {
        const stays = facts.seconds[look.pace];
        const frames = facts.names.map((_, at) => async () => ({
          svg: await draw(at, true),
          seconds: (stays[at] as number) / look.speed,
        }));
        const background = PALETTE[look.theme]["paper" satisfies PaletteColor];
        const film = await encodeVideo(
          { ...look.size, background, frames },
          choice.kind,
          (at, of) => onProgress(at / of, `Picture ${at} of ${of}`),
          signal,
        );
        return film instanceof Uint8Array ? done(film) : film;
      }
      default:
        throw new RangeError(`steps cannot be exported as ${choice.kind}`);
    }
  } catch (error) {
    if (error instanceof Stopped) return stopped();
    throw error;
  }
}

/** The thread was ended while a picture was waited for. */
class Stopped extends Error {}
