import type { Page } from "@playwright/test";
import { electronProgram, whyNoDesktop } from "../../scripts/desktop.mjs";
import { launchElectron } from "./electron";
import { launchStandIn } from "./stand-in";

/** What a person answers a dialog of the system. `path` is null, and `button` the one to cancel by, where they call it off. */
export type Answer =
  | { readonly kind: "open" | "save"; readonly path: string | null }
  | { readonly kind: "message"; readonly button: string };

/** A dialog that was shown, with what the program wanted it to say. */
export interface Asked {
  readonly kind: Answer["kind"];
  readonly options: {
    readonly message?: string;
    readonly buttons?: readonly string[];
    readonly defaultPath?: string;
    readonly filters?: readonly { readonly name: string; readonly extensions: readonly string[] }[];
  };
}

/** What runs in the program's main process: its text goes there, so it can refer to nothing around it. */
export type Work<Arg, Result> = (electron: typeof import("electron"), arg: Arg) => Result | Promise<Result>;

/** What the page asks of the program, by channels such as `saveFile`. */
export interface Requests {
  /** From now on what is asked there waits. */
  readonly hold: (channel: string) => Promise<void>;
  /** Waits until something is held up there. */
  readonly held: (channel: string) => Promise<void>;
  readonly release: (channel: string) => Promise<void>;
}

/** The program, running as it does on a desktop. */
export interface Desktop {
  readonly backend: "Electron" | "the stand-in";
  readonly page: Page;
  /** Where the page is; what a person would see as app://gradwire/. */
  readonly address: string;
  /** The page after it has crashed and was loaded again, which is another one for Playwright. */
  readonly pageAgain: () => Promise<Page>;
  readonly evaluate: <Result, Arg = undefined>(work: Work<Arg, Result>, arg?: Arg) => Promise<Result>;
  /** Says how the next dialog is answered, or the one that is open. A dialog that nobody answers fails the story. */
  readonly answer: (answer: Answer) => Promise<void>;
  readonly asked: () => Promise<readonly Asked[]>;
  /** Holds up what the page asks of the program; the stand-in's alone, and null in Electron. */
  readonly requests: Requests | null;
  /** Starts the program a second time on the same folder; the code that this one ends with. */
  readonly startAgain: () => Promise<number | null>;
  /** Kills all its processes at once. */
  readonly kill: () => Promise<void>;
  /** The code that the program ends with. */
  readonly ended: Promise<number | null>;
  /** What the story did not foresee: dialogs without an answer, calls that the stand-in does not know. */
  readonly faults: readonly string[];
}

/** How a program is started. */
export interface DesktopStart {
  /** The folder of its data. */
  readonly profile: string;
  /** How long a page may hang before it counts as unresponsive, in milliseconds; the stand-in's alone. */
  readonly hangsAfter?: number;
}

/** Why the real Electron cannot be had here; null where it can. */
export const whyStandIn: string | null = whyNoDesktop();

/** Starts the desktop program: in Electron where it is installed, else in its stand-in. */
export function launchDesktop(start: DesktopStart): Promise<Desktop> {
  const program = electronProgram();
  return whyStandIn === null && program !== null ? launchElectron(program, start) : launchStandIn(start);
}
