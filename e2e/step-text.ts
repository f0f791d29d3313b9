import type { Page } from "@playwright/test";

/** What was found at the steps of a pass. */
export interface StepTexts {
  readonly steps: number;
  /** A word or a formula that is cut off, or can be scrolled to by no key, each with its step. */
  readonly faults: readonly string[];
  /** How high the text was at each look. */
  readonly heights: readonly number[];
}

/** How the steps of a page are gone through: by a key, where a slider says which step it is. */
interface Way {
  readonly key: string;
  readonly slider: string;
  /** How wide the text is at each step, one after the other, in pixels; as it is where none are given. */
  readonly widths?: readonly number[];
}

/**
 * Goes through all steps of a pass by a key, within the page, and looks at each whether all that is told of it can be seen: no word and no
 * formula is cut off; where something has to be scrolled to, the keyboard can, and a button says that there is more.
 */
export function readStepTexts(page: Page, { key, slider, widths = [] }: Way): Promise<StepTexts> {
  return page.evaluate(
    async ([key, name, widths]) => {
      const root = document.querySelector("gradwire-player")?.shadowRoot ?? document;
      const slider = root.querySelector<HTMLElement>(`[role="slider"][aria-label="${name}"]`);
      const box = root.querySelector<HTMLElement>('[role="group"][aria-label="What this step does"]');
      if (!slider || !box) throw new Error("there are no steps");
      const target = root === document ? document.body : slider;
      const at = () => Number(slider.getAttribute("aria-valuenow"));
      const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
      // An update is not taken: it changes the document.
      const updates = slider.querySelector('[data-phase="update"]') ? 1 : 0;
      const last = Number(slider.getAttribute("aria-valuemax")) - updates;
      const faults: string[] = [];
      const heights: number[] = [];
      let steps = 0;
      // In a recording a key may lead to a caption, and the step is the same.
      for (let before = -1, presses = 0; presses < 4 * last; steps += Number(at() !== before), presses += 1) {
        // The text may come a moment after the numbers.
        while (!/^Step \d/.test(box.textContent ?? "") && at() > 0) await turn();
        for (
          let waits = 0;
          Number(/^Step (\d+)/.exec(box.textContent ?? "")?.[1] ?? 0) !== at() && waits < 500;
          waits += 1
        )
          await turn();
        heights.push(box.clientHeight);
        // In a page of its own a player may be higher than the window.
        if (root !== document) box.scrollIntoView({ block: "nearest" });
        const { parentElement: whole } = box;
        const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        let isSeenNarrow = false;
        for (const width of widths.length > 0 ? widths : [null]) {
          if (whole) whole.style.width = width === null ? "" : `${width}px`;
          let seen = lookAt();
          if (seen.length > 0) {
            // Whether a box is to be reached by keys is known once it was laid out.
            await drawn();
            isSeenNarrow = width !== null;
            seen = lookAt();
          }
          faults.push(...seen.map((fault) => `step ${at()}, ${width ?? "as"} wide: ${fault}`));
        }
        if (whole) whole.style.width = "";
        // The page has taken note of the other width, and must of this one again.
        for (let frames = 0; isSeenNarrow && frames < 2; frames += 1) await drawn();
        before = at();
        if (before === last) break;
        target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
        for (let waits = 0; at() === before && waits < 20; waits += 1) await turn();
      }
      return { steps, faults, heights };

      function lookAt(): readonly string[] {
        const found: string[] = [];
        if (!box) return found;
        const { bottom, right, top } = box.getBoundingClientRect();
        const wide = box.parentElement?.style.width ? Number.POSITIVE_INFINITY : window.innerWidth;
        if (top < 0 || bottom > window.innerHeight || right > wide) found.push("the text is not on screen");
        const parts: (readonly [string, DOMRect, Element])[] = [];
        const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
        for (let node = texts.nextNode(); node; node = texts.nextNode()) {
          const { parentElement } = node;
          if (!parentElement || parentElement.closest(".katex, math") || !node.textContent?.trim()) continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          for (const rect of range.getClientRects()) parts.push([node.textContent, rect, parentElement]);
        }
        // What is set for screen readers alone is out of sight on purpose.
        for (const base of box.querySelectorAll(".katex-base, math:not(.katex-mathml > *)"))
          parts.push([base.textContent ?? "", base.getBoundingClientRect(), base]);
        for (const [words, rect, element] of parts) {
          const why = hidden(rect, element);
          if (why) found.push(`${words.slice(0, 40)} ${why}`);
        }
        return found;
      }

      /** Why this part of the text cannot be seen; null where it can. */
      function hidden(rect: DOMRect, element: Element): string | null {
        let { left, top, right, bottom } = rect;
        for (let each = element.parentElement; each && box?.contains(each); each = each.parentElement) {
          const { overflowX, overflowY } = getComputedStyle(each);
          const around = each.getBoundingClientRect();
          const isOut = {
            x: overflowX !== "visible" && (left < around.left - 1 || right > around.right + 1),
            y: overflowY !== "visible" && (top < around.top - 1 || bottom > around.bottom + 1),
          };
          if ((isOut.x && overflowX !== "auto") || (isOut.y && overflowY !== "auto")) return "is cut off";
          if ((isOut.x || isOut.y) && each.tabIndex < 0) return "is not reached by keys";
          if (isOut.y && each === box) {
            const isMore = [...(box.parentElement?.querySelectorAll("button") ?? [])].some(
              (button) => button.textContent?.startsWith("More") && button.checkVisibility(),
            );
            if (!isMore) return "is further down, and nothing says so";
          }
          left = Math.max(left, around.left);
          right = Math.min(right, around.right);
          top = Math.max(top, around.top);
          bottom = Math.min(bottom, around.bottom);
        }
        return null;
      }
    },
    [key, slider, widths] as const,
  );
}
