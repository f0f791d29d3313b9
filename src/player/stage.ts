import type { Theme } from "#core/drawing/palette";
import { drawPicture } from "#core/export/svg";
import type { Moment } from "#core/film/moment";
import type { Camera } from "#core/recording/event";
import type { Frame } from "#core/recording/player";
import { make, put } from "./dom";
import { createPainting } from "./painting";

/** At less than this, numbers of 13 px are too small to read. */
const LEAST = 0.7;
const MOST = 1.4;
/** Of the window's height, where the page does not say how high the player is. */
const TALLEST = 0.7;

/** The place where the graph is drawn. */
export interface Stage {
  readonly element: HTMLElement;
  readonly draw: (frame: Frame, moment: Moment, theme: Theme, title: string) => void;
  /** Shows all of a graph that does not fit at a size that can be read, or goes back to that size. */
  readonly showWhole: (whole: boolean) => void;
}

/** Makes the stage. `onFit` hears whether the graph fits at a size that can be read. */
export function createStage(onFit: (fits: boolean) => void): Stage {
  const element = make("div", { class: "stage", role: "group", "aria-label": "Graph", tabindex: 0 });
  const painting = createPainting(element);
  let whole = false;
  let size = { width: 1, height: 1 };
  let drawn: Drawn | null = null;
  let inView: string | Camera | null = null;

  function resize() {
    const { offsetWidth, offsetHeight } = element;
    if (offsetWidth === 0) return;
    const wide = Math.max(LEAST, Math.min(MOST, offsetWidth / size.width));
    element.style.flexBasis = `${Math.min(size.height * wide, window.innerHeight * TALLEST)}px`;
    const fit = Math.min(MOST, offsetWidth / size.width, offsetHeight / size.height);
    fill(whole ? fit : Math.max(LEAST, fit), offsetWidth, offsetHeight);
    onFit(fit >= LEAST);
  }
  /** Gives the picture its size; the ground around it goes on to the ends of the stage. */
  function fill(scale: number, stageWidth: number, stageHeight: number) {
    const svg = element.firstElementChild;
    if (!svg || !drawn) return;
    const width = Math.max(size.width, stageWidth / scale);
    const height = Math.max(size.height, stageHeight / scale);
    const x = drawn.corner.x - (width - size.width) / 2;
    const y = drawn.corner.y - (height - size.height) / 2;
    put(svg, "viewBox", `${x} ${y} ${width} ${height}`);
    put(svg, "width", Math.floor(width * scale));
    put(svg, "height", Math.floor(height * scale));
    for (const ground of svg.querySelectorAll(":scope > rect")) {
      for (const [key, value] of Object.entries({ x, y, width, height })) put(ground, key, value);
    }
  }
  const observer = new ResizeObserver(() => {
    resize();
    if (drawn) look(drawn, false);
  });
  observer.observe(element);

  /** Scrolls to what is being worked on, where not all is to be seen. */
  function look({ frame, moment }: Drawn, smooth: boolean) {
    if (element.scrollWidth <= element.clientWidth && element.scrollHeight <= element.clientHeight) return;
    const target = moment.current ? centreOf(element, moment.current) : null;
    const camera = frame.camera ?? null;
    const { x, y, width } = (element.firstElementChild as SVGSVGElement).viewBox.baseVal;
    const scale = element.scrollWidth / width;
    const at =
      camera && camera !== inView && moment.current === null
        ? { x: (camera.x - x) * scale, y: (camera.y - y) * scale }
        : target;
    inView = moment.current ?? camera;
    if (!at) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollTo({
      left: at.x - element.clientWidth / 2,
      top: at.y - element.clientHeight / 2,
      behavior: smooth && !still ? "smooth" : "instant",
    });
  }

  return {
    element,
    draw(frame, moment, theme, title) {
      const anchor = frame.question ?? frame.caption;
      const selected = new Set([
        ...(frame.selection?.nodes ?? []),
        ...(anchor?.node === undefined ? [] : [anchor.node]),
      ]);
      const picture = drawPicture(frame.document, frame.analysis, moment.readings, {
        theme,
        changed: moment.changed,
        changedLane: moment.changedLane,
        selected,
        title,
        ...(moment.current === null ? {} : { current: moment.current }),
      });
      const svg = painting.paint(picture.svg);
      put(svg, "aria-label", title);
      size = picture;
      drawn = { frame, moment, corner: painting.corner() };
      resize();
      look(drawn, true);
    },
    showWhole(next) {
      whole = next;
      resize();
      if (drawn) look(drawn, false);
    },
  };
}

interface Drawn {
  readonly frame: Frame;
  readonly moment: Moment;
  /** Where the picture begins on the canvas. */
  readonly corner: { readonly x: number; readonly y: number };
}

/** The middle of a node's card in pixels of what is scrolled; null where it is not drawn. */
function centreOf(element: HTMLElement, node: string): { readonly x: number; readonly y: number } | null {
  const card = [...element.querySelectorAll<SVGElement>("[data-node]")].find((each) => each.dataset.node === node);
  if (!card) return null;
  const [box, around] = [card.getBoundingClientRect(), element.getBoundingClientRect()];
  return {
    x: element.scrollLeft + box.left - around.left + box.width / 2,
    y: element.scrollTop + box.top - around.top + box.height / 2,
  };
}
