import { readFileSync } from "node:fs";
import { test as bare, expect, type Page } from "@playwright/test";
import { test as story } from "./app";

/**
 * Files of a person, for stories that must hold up a choice, a reading or a writing. All that is of one host is in here: in a browser
 * they are real files of the origin's own file system, and only the choosing is done for the person.
 */
export interface Disk {
  readonly write: (name: string, text: string) => Promise<void>;
  readonly read: (name: string) => Promise<string>;
  /** The next chooser is answered by this file. */
  readonly choose: (name: string) => Promise<void>;
  /** From now on each of these waits until it is let go. */
  readonly hold: (what: Held) => Promise<void>;
  readonly letGo: (what: Held) => Promise<void>;
  /** Waits until something is held up. */
  readonly isHeld: (what: Held) => Promise<void>;
  /** How many choosers have been answered, and how many readings and writings have ended. */
  readonly counted: (what: Held) => Promise<number>;
  /** The name that the last chooser that asked where to save has suggested. */
  readonly suggested: () => Promise<string>;
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

function diskOf(page: Page): Disk {
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
    choose: (name) => page.evaluate((name) => void window.disk.choices.push(name), name),
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
    suggested: () => page.evaluate(() => window.disk.suggested),
    counted: (what) => page.evaluate((what) => window.disk.gates[what].passed, what),
  };
}

const fixtures = {
  async disk({ page }: { page: Page }, use: (disk: Disk) => Promise<void>) {
    await page.addInitScript(installDisk);
    await use(diskOf(page));
  },
};

/** A story with files that it can hold up. */
export const test = story.extend<{ disk: Disk }>(fixtures);

/** The same of a page that breaks: errors in the console are not its failure. */
export const breakingTest = bare.extend<{ disk: Disk }>(fixtures);

/** The text of a small document of this title. */
export function documentText(title: string): string {
  const graph = JSON.parse(
    readFileSync(new URL("../resources/lessons/02-chain-rule.gradwire", import.meta.url), "utf8"),
  );
  return JSON.stringify({ ...graph, meta: { ...graph.meta, title } });
}
