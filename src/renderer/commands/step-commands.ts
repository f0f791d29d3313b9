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
import { driver } from "../state/driver";
import { type Session, session } from "../state/session";
import { breakpoints, stepping, stopStepping, toggleBreakpoint } from "../state/stepping";
import { type Command, editable, hasSelectedNodes } from "./command";

/** Whether there is anything to step through. */
const hasSteps = ({ open, watching, analysis }: Session): boolean => open && (watching || analysis.runnable.length > 0);

export const playCommand: Command = step({
  id: "play",
  name: "Play or pause",
  icon: Play,
  keys: ["Space"],
  keywords: "run start stop animate",
  run: () => (driver().isPlaying() ? driver().pause() : driver().play()),
});

export const stepForwardCommand: Command = step({
  id: "step-forward",
  name: "One step forward",
  icon: StepForward,
  keys: [".", "ArrowRight"],
  keywords: "next over tape",
  run() {
    driver().pause();
    driver().forward();
  },
});

export const stepBackCommand: Command = step({
  id: "step-back",
  name: "One step back",
  icon: StepBack,
  keys: [",", "ArrowLeft"],
  keywords: "previous tape",
  run() {
    driver().pause();
    driver().back();
  },
});

export const stepIntoCommand: Command = step({
  id: "step-into",
  name: "Step into the entry",
  icon: ArrowDownToLine,
  keys: ["I", "Alt+ArrowRight"],
  keywords: "intermediates saved inside z kernel",
  run() {
    driver().pause();
    driver().into();
  },
});

export const firstStepCommand: Command = step({
  id: "step-first",
  name: "Before the first step",
  icon: ChevronFirst,
  keys: ["Home"],
  keywords: "begin start rewind",
  run: () => driver().first(),
});

export const lastStepCommand: Command = step({
  id: "step-last",
  name: "After the last step",
  icon: ChevronLast,
  keys: ["End"],
  keywords: "finish",
  run: () => driver().last(),
});

export const nextMarkerCommand: Command = step({
  id: "next-marker",
  name: "To the next marker",
  icon: SkipForward,
  keys: ["]"],
  keywords: "breakpoint chapter",
  run: () => driver().marker("next"),
});

export const previousMarkerCommand: Command = step({
  id: "previous-marker",
  name: "To the previous marker",
  icon: SkipBack,
  keys: ["["],
  keywords: "breakpoint chapter",
  run: () => driver().marker("previous"),
});

/** Digits lead to tenths of the pass. */
export const tenthCommands: readonly Command[] = Array.from({ length: 10 }, (_, tenth) =>
  step({
    id: `step-tenth-${tenth}`,
    name: tenth === 0 ? "Go to the start of the pass" : `Go to ${tenth}0 % of the pass`,
    keys: [String(tenth)],
    keywords: "seek jump tenth",
    run: () => driver().part(tenth / 10),
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
  when: editable(hasSelectedNodes),
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
  when: editable(({ open }) => open && stepping() !== null),
  keywords: "stop leave end stepping all",
  run: stopStepping,
};

function step(command: Omit<Command, "keysIn" | "when">): Command {
  return { ...command, keysIn: "canvas", when: hasSteps };
}
