/**
 * Has "electron" mean the stand-in.
 * @param {string} name
 * @param {object} context
 * @param {(name: string, context: object) => unknown} next
 */
export function resolve(name, context, next) {
  if (name !== "electron") return next(name, context);
  return { url: new URL("./electron.mjs", import.meta.url).href, shortCircuit: true };
}
