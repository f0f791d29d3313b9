import type { Moment } from "#core/film/moment";

/** What is told from step to step: as much of it as is looked at for its height. */
export interface Texts {
  readonly count: number;
  readonly at: (index: number) => Moment;
}

/** A place in which what is told of a moment is set, to see how high it is. */
interface Trial {
  readonly element: HTMLElement;
  readonly show: (moment: Moment) => void;
}

/** Texts are set for so long at once, in milliseconds, and so long is waited at most for a quiet moment: some pages never have one. */
const SLICE = 10;
const PATIENCE = 200;

/**
 * Gives a box the height of the tallest text: of what is shown in it at first, and of all once there was a quiet moment to set them in;
 * again whenever it becomes wider or narrower.
 */
export function followTallest(box: HTMLElement, content: HTMLElement, { count, at }: Texts, begin: () => Trial) {
  let tallest = 0;
  let width = 0;
  let asked = 0;
  const grow = (needed: number) => {
    if (needed <= tallest) return;
    tallest = needed;
    box.style.setProperty("--tallest", `${tallest}px`);
  };

  function measure() {
    let next = 0;
    let found = 0;
    const look = () => {
      const began = performance.now();
      // Nothing of it outlives this task, so that no one else ever meets it in the page.
      const trial = begin();
      trial.element.style.cssText = "position:absolute;visibility:hidden";
      trial.element.style.width = `${content.clientWidth}px`;
      box.append(trial.element);
      do {
        trial.show(at(next));
        found = Math.max(found, trial.element.offsetHeight);
        next += 1;
      } while (next < count && performance.now() - began < SLICE);
      trial.element.remove();
      if (next < count) {
        asked = idle(look);
        return;
      }
      tallest = 0;
      grow(Math.max(found, content.offsetHeight));
    };
    quit(asked);
    if (count > 0) asked = idle(look);
  }

  const observer = new ResizeObserver(() => {
    if (content.clientWidth === 0 || content.clientWidth === width) return;
    width = content.clientWidth;
    measure();
  });
  observer.observe(content);
  return {
    /** Something else is shown now. */
    look: () => grow(content.offsetHeight),
    close() {
      observer.disconnect();
      quit(asked);
    },
  };
}

const idle = (task: () => void): number =>
  typeof requestIdleCallback === "function"
    ? requestIdleCallback(task, { timeout: PATIENCE })
    : window.setTimeout(task, 50);

const quit = (asked: number): void =>
  typeof cancelIdleCallback === "function" ? cancelIdleCallback(asked) : clearTimeout(asked);
