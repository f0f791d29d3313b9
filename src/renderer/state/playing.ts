import { session } from "./session";
import {
  breakpoints,
  canUpdate,
  currentScore,
  goTo,
  pause,
  stepForward,
  stepping,
  subscribeStepping,
  toFirst,
} from "./stepping";

/**
 * Takes the steps while they play: the first at once, then so many a second. Playing stops before a node with a breakpoint and at
 * the end of the pass; asked to play on from there it goes through the update to the next pass, or begins the same one again.
 * Returns what ends it.
 */
export function startPlaying(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let speed = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = speed === 0 ? undefined : setTimeout(tick, 1000 / speed);
  };
  const tick = () => {
    if (speed === 0) return;
    if (session().open) playOn();
    else pause();
    wait();
  };
  const stop = subscribeStepping(() => {
    const at = stepping();
    const next = at?.playing ? at.speed : 0;
    if (next === speed) return;
    const begins = speed === 0;
    speed = next;
    if (begins) begin();
    wait();
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** The first step. It is taken even where a breakpoint lies before it: that is where playing stopped last. */
function begin(): void {
  const { steps } = currentScore();
  const position = stepping()?.position ?? 0;
  if (steps.length === 0) pause();
  else if (position < steps.length) advance();
  else if (canUpdate()) stepForward();
  else toFirst();
}

function playOn(): void {
  const next = currentScore().steps[stepping()?.position ?? 0];
  if (next && "node" in next && breakpoints().has(next.node)) pause();
  else advance();
}

function advance(): void {
  const { steps } = currentScore();
  const to = (stepping()?.position ?? -1) + 1;
  if (to <= steps.length) goTo(to);
  if (to >= steps.length) pause();
}
