import {
  ArrowDownToLine,
  ChevronFirst,
  ChevronLast,
  Eye,
  OctagonPause,
  Play,
  SkipBack,
  SkipForward,
  StepBack,
  StepForward,
} from "lucide-react";
import { goToMarker } from "../state/markers";
import { type Session, session } from "../state/session";
import {
  breakpoints,
  goToPart,
  pause,
  play,
  stepBack,
  stepForward,
  stepInto,
  stepping,
  stopStepping,
  toFirst,
  toggleBreakpoint,
  toLast,
} from "../state/stepping";
import { type Command, hasSelectedNodes } from "./command";

/** Whether there is anything to step through. */
const hasSteps = ({ open, analysis }: Session): boolean => open && analysis.runnable.length > 0;

export const playCommand: Command = step({
  id: "play",
  name: "Play or pause",
  icon: Play,
  keys: ["Space"],
  keywords: "run start stop animate",
  run: () => (stepping()?.playing ? pause() : play()),
});

export const stepForwardCommand: Command = step({
  id: "step-forward",
  name: "One step forward",
  icon: StepForward,
  keys: [".", "ArrowRight"],
  keywords: "next over tape",
  run() {
    pause();
    stepForward();
  },
});

export const stepBackCommand: Command = step({
  id: "step-back",
  name: "One step back",
  icon: StepBack,
  keys: [",", "ArrowLeft"],
  keywords: "previous tape",
  run() {
    pause();
    stepBack();
  },
});

export const stepIntoCommand: Command = step({
  id: "step-into",
  name: "Step into the entry",
  icon: ArrowDownToLine,
  keys: ["I", "Alt+ArrowRight"],
  keywords: "intermediates saved inside z kernel",
  run() {
    pause();
    stepInto();
  },
});

export const firstStepCommand: Command = step({
  id: "step-first",
  name: "Before the first step",
  icon: ChevronFirst,
  keys: ["Home"],
  keywords: "begin start rewind",
  run: toFirst,
});

export const lastStepCommand: Command = step({
  id: "step-last",
  name: "After the last step",
  icon: ChevronLast,
  keys: ["End"],
  keywords: "finish",
  run: toLast,
});

export const nextMarkerCommand: Command = step({
  id: "next-marker",
  name: "To the next marker",
  icon: SkipForward,
  keys: ["]"],
  keywords: "breakpoint chapter",
  run: () => goToMarker("next"),
});

export const previousMarkerCommand: Command = step({
  id: "previous-marker",
  name: "To the previous marker",
  icon: SkipBack,
  keys: ["["],
  keywords: "breakpoint chapter",
  run: () => goToMarker("previous"),
});

/** Digits lead to tenths of the pass. */
export const tenthCommands: readonly Command[] = Array.from({ length: 10 }, (_, tenth) =>
  step({
    id: `step-tenth-${tenth}`,
    name: tenth === 0 ? "Go to the start of the pass" : `Go to ${tenth}0 % of the pass`,
    keys: [String(tenth)],
    keywords: "seek jump tenth",
    run: () => goToPart(tenth / 10),
  }),
);

export const breakpointCommand: Command = {
  id: "breakpoint",
  name: "Set a breakpoint",
  nameNow: ({ selection }) =>
    [...selection.nodes].every((node) => breakpoints().has(node)) ? "Remove the breakpoint" : "Set a breakpoint",
  icon: OctagonPause,
  keys: ["B"],
  keysIn: "canvas",
  when: hasSelectedNodes,
  keywords: "stop playing before node halt",
  run() {
    for (const node of session().selection.nodes) toggleBreakpoint(node);
  },
};

export const showWholeCommand: Command = {
  id: "stop-stepping",
  name: "Show the whole run",
  icon: Eye,
  keys: ["Escape"],
  keysIn: "canvas",
  when: ({ open }) => open && stepping() !== null,
  keywords: "stop leave end stepping all",
  run: stopStepping,
};

function step(command: Omit<Command, "keysIn" | "when">): Command {
  return { ...command, keysIn: "canvas", when: hasSteps };
}
