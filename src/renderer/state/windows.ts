/** The name of this window among those of the app that are open. */
export const ownWindow = `gradwire-window-${crypto.randomUUID()}`;

/** Holds a lock of this window's name for as long as the window lives, so that no other window offers its work. */
export function holdWindow(): void {
  void navigator.locks?.request(ownWindow, () => new Promise(() => {}));
}

/** The names of all windows that live, this one among them. */
export async function livingWindows(): Promise<ReadonlySet<string>> {
  const locks = await navigator.locks?.query().catch(() => null);
  return new Set([ownWindow, ...(locks?.held ?? []).flatMap(({ name }) => name ?? [])]);
}
