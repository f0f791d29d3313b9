import { root } from "../../scripts/build.mjs";
import { CHROMIUM_FLAGS, obtainChromium } from "../../scripts/find-chromium.mjs";
import { launch, PAGE_ADDRESS, startProcess } from "../stand-in/launch.mjs";
import type { Desktop, DesktopStart, Work } from "./desktop";

/** Starts the built program in the stand-in for Electron. */
export async function launchStandIn(start: DesktopStart): Promise<Desktop> {
  const how = { root, chromium: obtainChromium(), flags: [...CHROMIUM_FLAGS, "--lang=en-GB"], ...start };
  const program = await launch(how);
  return {
    backend: "the stand-in",
    page: program.page,
    pageAgain: program.connect,
    address: PAGE_ADDRESS,
    evaluate: <Result, Arg>(work: Work<Arg, Result>, arg?: Arg) => program.ask("evaluate", String(work), arg),
    answer: (answer) => program.ask("answer", answer),
    asked: () => program.ask("asked"),
    requests: {
      hold: (channel) => program.ask("hold", channel),
      held: (channel) => program.ask("held", channel),
      release: (channel) => program.ask("release", channel),
    },
    startAgain: () => startProcess(how).ended,
    kill: program.kill,
    ended: program.ended,
    faults: program.faults,
  };
}
