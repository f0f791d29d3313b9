import type { Happening, Recording } from "./event";

/**
 * The frames at which playing step by step rests, in order: just before something new happens, so that what belongs together, such as
 * a step and the keyframe after it, is one stop. The last frame is always one.
 */
export function stopsOf({ events }: Recording): Int32Array {
  const stops: number[] = [];
  events.forEach(({ dt, what }, at) => {
    if (at > 0 && beginsStop(what, dt)) stops.push(at);
  });
  stops.push(events.length);
  return Int32Array.from(stops);
}

/**
 * Whether an event is something new to look at. A caption is where it comes later than what it follows; else it belongs to that. So is a
 * keyframe: then it is a jump.
 */
export function beginsStop(what: Happening, dt: number): boolean {
  switch (what.code) {
    case "f":
    case "g":
    case "b":
    case "u":
    case "e":
    case "p":
    case "q":
      return true;
    case "c":
    case "k":
      return dt > 0;
    default:
      return false;
  }
}
