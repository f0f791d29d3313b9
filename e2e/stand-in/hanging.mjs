import { chromium } from "./chromium.mjs";

/** How long a page may leave a question open before it counts as hanging. Chromium waits as long for the answer to a click or key. */
const PATIENCE = Number(process.env.STAND_IN_HANGS_AFTER ?? 15_000);

/**
 * Asks the page again and again whether it is there, and says when it is not. Electron asks by the keys and clicks that a person
 * gives the page, which nothing outside of Chromium can see.
 * @param {() => Promise<string>} sessionOf
 * @param {(event: "unresponsive" | "responsive") => void} say
 * @param {() => boolean} isGone
 */
export function watchHanging(sessionOf, say, isGone) {
  /** @type {number | null} */
  let askedAt = null;
  let hangs = false;

  async function ask() {
    if (isGone()) {
      askedAt = null;
      hangs = false;
      return;
    }
    if (askedAt !== null) {
      if (!hangs && Date.now() - askedAt >= PATIENCE) {
        hangs = true;
        say("unresponsive");
      }
      return;
    }
    askedAt = Date.now();
    const sessionId = await sessionOf();
    await chromium()
      .connection.send("Runtime.evaluate", { expression: "1" }, sessionId)
      .catch(() => {});
    askedAt = null;
    if (!hangs) return;
    hangs = false;
    if (!isGone()) say("responsive");
  }

  const timer = setInterval(() => void ask(), Math.min(1000, PATIENCE / 4));
  return () => clearInterval(timer);
}
