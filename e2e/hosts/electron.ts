import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { _electron, chromium } from "@playwright/test";
import { root } from "../../scripts/build.mjs";
import type { Answer, Asked, Desktop, DesktopStart, Work } from "./desktop";

/** What a story leaves in Electron's main process to answer dialogs with. */
interface Dialogs {
  readonly queue: Answer[];
  readonly asked: Asked[];
  readonly open: ((answer: Answer) => void)[];
  readonly faults: string[];
}

declare global {
  var storyDialogs: Dialogs;
}

/** Starts the built program in Electron. */
export async function launchElectron(program: string, { profile }: DesktopStart): Promise<Desktop> {
  const flags = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const args = [root, `--user-data-dir=${profile}`, "--lang=en-GB", ...flags];
  const app = await _electron.launch({ executablePath: program, args });
  const main = app.process();
  const ended = once(main, "exit").then(([code]) => code as number | null);
  const faults: string[] = [];
  // Before the page is there to ask for one.
  await app.evaluate(installDialogs);
  return {
    backend: "Electron",
    page: await app.firstWindow(),
    async pageAgain() {
      const port = readFileSync(join(profile, "DevToolsActivePort"), "utf8").split("\n")[0];
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const page = browser.contexts()[0]?.pages()[0];
      if (page === undefined) throw new Error("There is no window");
      return page;
    },
    address: "app://gradwire/",
    evaluate: <Result, Arg>(work: Work<Arg, Result>, arg?: Arg) =>
      app.evaluate(work as Work<unknown, Result>, arg) as Promise<Result>,
    answer: (answer) =>
      app.evaluate((_, answer) => {
        const { open, queue } = globalThis.storyDialogs;
        const first = open.shift();
        if (first) first(answer);
        else queue.push(answer);
      }, answer),
    async asked() {
      const said = await app.evaluate(() => globalThis.storyDialogs);
      faults.push(...said.faults.filter((fault) => !faults.includes(fault)));
      return said.asked;
    },
    requests: null,
    async startAgain() {
      const [code] = await once(spawn(program, args, { stdio: "ignore" }), "exit");
      return code;
    },
    async kill() {
      main.kill("SIGKILL");
      await ended;
    },
    ended,
    faults,
  };
}

/** Answers dialogs in the story's place, in Electron's main process; a dialog of the system would wait for a person. */
function installDialogs({ dialog }: typeof import("electron")): void {
  const dialogs: Dialogs = { queue: [], asked: [], open: [], faults: [] };
  globalThis.storyDialogs = dialogs;
  type Options = Asked["options"] & { readonly cancelId?: number };

  function note(kind: Answer["kind"], args: readonly unknown[]): Options {
    const options = args.at(-1) as Options;
    dialogs.asked.push({ kind, options: JSON.parse(JSON.stringify(options)) });
    return options;
  }
  function ask(): Answer | Promise<Answer> {
    return dialogs.queue.shift() ?? new Promise((resolve) => dialogs.open.push(resolve));
  }
  async function path(kind: "open" | "save", args: readonly unknown[]): Promise<string | null> {
    note(kind, args);
    const answer = await ask();
    if (answer.kind === kind) return answer.path;
    dialogs.faults.push(`The story answers ${answer.kind}, and what opened is ${kind}`);
    return null;
  }
  function pressed({ buttons = ["OK"], cancelId = 0, message = "" }: Options, answer: Answer | undefined): number {
    const at = answer?.kind === "message" ? buttons.indexOf(answer.button) : -1;
    if (at < 0) dialogs.faults.push(`The story does not answer “${message}”`);
    return at < 0 ? cancelId : at;
  }
  Object.assign(dialog, {
    async showOpenDialog(...args: readonly unknown[]) {
      const chosen = await path("open", args);
      return { canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] };
    },
    async showSaveDialog(...args: readonly unknown[]) {
      const chosen = await path("save", args);
      return { canceled: chosen === null, filePath: chosen ?? "" };
    },
    async showMessageBox(...args: readonly unknown[]) {
      return { response: pressed(note("message", args), await ask()), checkboxChecked: false };
    },
    showMessageBoxSync: (...args: readonly unknown[]) => pressed(note("message", args), dialogs.queue.shift()),
  });
}
