/**
 * What is promised, or `late` where it has not come after so many milliseconds. What comes later is not used; whoever wants it
 * holds on to the promise itself. For what a browser may never answer: storage, locks and threads.
 */
export function within<T, L>(milliseconds: number, promised: Promise<T>, late: L): Promise<T | L> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(late), milliseconds);
    promised.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
