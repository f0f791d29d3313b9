/**
 * Keeps keys from the whole app while they are an input method's: the Enter that ends a conversion takes no field, and its Esc closes no
 * dialog. Said once and before anyone hears of a key, so that no field need know of it.
 */
export function leaveConversionsAlone(window: Window): void {
  for (const type of ["keydown", "keyup"] as const) {
    window.addEventListener(
      type,
      (event) => {
        // Safari ends the conversion first, and says by this number that the key was its own.
        if (event.isComposing || event.keyCode === 229) event.stopImmediatePropagation();
      },
      true,
    );
  }
}
