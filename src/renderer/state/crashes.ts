import { createListeners } from "./listeners";

const crashes = createListeners();

/** Says that the window could not be drawn. */
export const noteCrash = (): void => crashes.wake("crash");

/** Hears when the window cannot be drawn. Returns what ceases to hear. */
export const onCrash = (listener: () => void): (() => void) => crashes.listen("crash", listener);
