import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { breakingTest as breakingStory, test as story } from "./app";
import type { Desktop } from "./hosts/desktop";

/**
 * Files of a person, for stories that must hold up a choice, a reading or a writing. All that is of one host is in here: in a browser
 * they are real files of the origin's own file system, and only the choosing is done for the person; on the desktop they are files of
 * a folder, and what is held up is what the page asks of the program.
 */
export interface Disk {
  readonly write: (name: string, text: string) => Promise<void>;
  readonly read: (name: string) => Promise<string>;
  /** Takes away the place where files are, so that nothing can be written to them any more. */
  readonly lose: (name: string) => Promise<void>;
  /** The next chooser, of a file to open or of where to save, is answered by this file. */
  readonly choose: (what: "open" | "save", name: string) => Promise<void>;
  /** From now on each of these waits until it is let go. */
  readonly hold: (what: Held) => Promise<void>;
  readonly letGo: (what: Held) => Promise<void>;
  /** Waits until something is held up. */
  readonly isHeld: (what: Held) => Promise<void>;
  /** How many choosers have been answered, and how many readings and writings have ended; null where that cannot be seen. */
  readonly counted: (what: Held) => Promise<number | null>;
  /** The name that the last chooser that asked where to save has suggested. */
  readonly suggested: () => Promise<string>;
  /** What the window is called. */
  readonly windowTitle: () => Promise<string>;
}

/** What a story can hold up: a chooser that asks where to save, the reading of a chosen file, the writing to one. */
export type Held = "choosing" | "reading" | "writing";

interface DiskPage {
  readonly choices: string[];
  suggested: string;
  readonly gates: Record<Held, { open: Promise<void>; let: () => void; waiting: number; passed: number }>;
}

declare global {
  interface Window {
    disk: DiskPage;
  }
}

/** Gives the page choosers that choose files of the origin's own file system. */
function installDisk(): void {
  const gate = () => ({ open: Promise.resolve(), let: () => {}, waiting: 0, passed: 0 });
  const gates = { choosing: gate(), reading: gate(), writing: gate() };
  window.disk = { choices: [], suggested: "", gates };

  async function pass<T>(what: Held, deed: () => Promise<T>): Promise<T> {
    const own = gates[what];
    own.waiting += 1;
    await own.open;
    own.waiting -= 1;
    const done = await deed();
    own.passed += 1;
    return done;
  }

  async function handleOf(name: string): Promise<FileSystemFileHandle> {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle(name, { create: true });
    const [getFile, createWritable] = [handle.getFile.bind(handle), handle.createWritable.bind(handle)];
    return Object.assign(handle, {
      getFile: () => pass("reading", getFile),
      async createWritable() {
        const stream = await pass("writing", () => createWritable());
        gates.writing.passed -= 1;
        const close = stream.close.bind(stream);
        return Object.assign(stream, {
          async close() {
            await close();
            gates.writing.passed += 1;
          },
        });
      },
    });
  }
  const choose = () =>
    pass("choosing", () => {
      const name = window.disk.choices.shift();
      if (name === undefined) throw new Error("The story did not say what is chosen");
      return handleOf(name);
    });
  Object.assign(window, {
    showOpenFilePicker: async () => [await choose()],
    showSaveFilePicker({ suggestedName }: { readonly suggestedName: string }) {
      window.disk.suggested = suggestedName;
      return choose();
    },
  });
}

function browserDisk(page: Page): Disk {
  return {
    write: (name, text) =>
      page.evaluate(
        async ([name, text]) => {
          const folder = await navigator.storage.getDirectory();
          const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
          await stream.write(text);
          await stream.close();
        },
        [name, text] as const,
      ),
    read: (name) =>
      page.evaluate(async (name) => {
        const folder = await navigator.storage.getDirectory();
        return (await (await folder.getFileHandle(name)).getFile()).text();
      }, name),
    lose: (name) => page.evaluate(async (name) => (await navigator.storage.getDirectory()).removeEntry(name), name),
    choose: (_what, name) => page.evaluate((name) => void window.disk.choices.push(name), name),
    hold: (what) =>
      page.evaluate((what) => {
        const gate = window.disk.gates[what];
        gate.open = new Promise((resolve) => {
          gate.let = resolve;
        });
      }, what),
    letGo: (what) =>
      page.evaluate((what) => {
        const gate = window.disk.gates[what];
        gate.let();
        gate.open = Promise.resolve();
      }, what),
    isHeld: (what) =>
      expect.poll(() => page.evaluate((what) => window.disk.gates[what].waiting, what)).toBeGreaterThan(0),
    windowTitle: () => page.title(),
    suggested: () => page.evaluate(() => window.disk.suggested),
    counted: (what) => page.evaluate((what) => window.disk.gates[what].passed, what),
  };
}

/** Which requests of the page each of these is, to hold it up. */
const CHANNELS = { reading: ["openFile"], writing: ["saveFile", "saveFileAs"] } as const;

function desktopDisk({ answer, asked, requests, evaluate }: Desktop, folder: string): Disk {
  /** What choosers will be answered by once they are let go; null while they are answered at once. */
  let late: Parameters<typeof answer>[0][] | null = null;
  let before = 0;
  const choosers = async () => (await asked()).filter(({ kind }) => kind !== "message");
  const held = () => {
    if (!requests) throw new Error("Nothing can be held up in Electron itself");
    return requests;
  };
  return {
    write: (name, text) => writeFile(join(folder, name), text),
    read: (name) => readFile(join(folder, name), "utf8"),
    lose: () => rm(folder, { recursive: true }),
    async choose(kind, name) {
      const choice = { kind, path: join(folder, name) };
      if (late) late.push(choice);
      else await answer(choice);
    },
    async hold(what) {
      before = (await choosers()).length;
      if (what === "choosing") late = [];
      else for (const channel of CHANNELS[what]) await held().hold(channel);
    },
    async letGo(what) {
      if (what !== "choosing") for (const channel of CHANNELS[what]) await held().release(channel);
      else {
        for (const choice of late ?? []) await answer(choice);
        late = null;
      }
    },
    async isHeld(what) {
      if (what === "choosing") await expect.poll(async () => (await choosers()).length).toBeGreaterThan(before);
      else await Promise.race(CHANNELS[what].map((channel) => held().held(channel)));
    },
    counted: async (what) => (what === "writing" ? null : (await choosers()).length),
    suggested: async () => basename((await choosers()).at(-1)?.options.defaultPath ?? ""),
    windowTitle: () => evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? ""),
  };
}

interface Needs {
  readonly page: Page;
  readonly desktop: Desktop | null;
}

const fixtures = {
  async disk({ page, desktop }: Needs, use: (disk: Disk) => Promise<void>) {
    if (desktop) {
      const folder = await mkdtemp(join(tmpdir(), "gradwire-files-"));
      await use(desktopDisk(desktop, folder));
      await rm(folder, { recursive: true, force: true });
    } else {
      await page.addInitScript(installDisk);
      await use(browserDisk(page));
    }
  },
};

/** A story with files that it can hold up. */
export const test = story.extend<{ disk: Disk }>(fixtures);

/** The same of a page that breaks: errors in the console are not its failure. */
export const breakingTest = breakingStory.extend<{ disk: Disk }>(fixtures);

/** The text of a small document of this title. */
export function documentText(title: string): string {
  const graph = JSON.parse(
    readFileSync(new URL("../resources/lessons/02-chain-rule.gradwire", import.meta.url), "utf8"),
  );
  return JSON.stringify({ ...graph, meta: { ...graph.meta, title } });
}
