/**
 * What an object holds under a name that comes from outside, such as a file's: its own, and never what every object has, such as
 * `toString` or `__proto__`.
 */
export function own<T>(named: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(named, name) ? named[name] : undefined;
}
