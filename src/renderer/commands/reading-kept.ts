import { troubleOf, troubleWords } from "../kept/trouble";
import { within } from "../kept/within";
import { notify } from "../state/notices";

/** How long storage may take before it is said not to answer, in milliseconds. */
const PATIENCE = 15_000;

/** What was asked of storage; null where it is gone or storage fails, of which the person is told. */
export async function readingKept<T>(asked: Promise<T | null>): Promise<T | null> {
  try {
    const read = await within(PATIENCE, asked, "late" as const);
    if (read === "late") throw new DOMException("", "TimeoutError");
    if (read === null) notify("It is gone: it was brought back or thrown away in another window", "problem");
    return read;
  } catch (error) {
    notify(`It could not be read: ${troubleWords(troubleOf(error))}`, "problem");
    return null;
  }
}
