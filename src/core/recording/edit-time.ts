import type { Recording } from "./event";

/**
 * Has what happens from one moment to another, in seconds from the beginning, take so many seconds altogether, and each wait in it its
 * share; of a wait that lies in it in part, that part.
 */
export function retime(recording: Recording, from: number, to: number, seconds: number): Recording {
  const start = Math.max(0, from);
  if (!(start < to) || !(seconds >= 0) || !Number.isFinite(seconds)) return recording;
  const factor = seconds / (to - start);
  let end = 0;
  const events = recording.events.map((event) => {
    const begin = end;
    end += event.dt;
    const within = Math.min(end, to) - Math.max(begin, start);
    return within > 0 ? { ...event, dt: event.dt + within * (factor - 1) } : event;
  });
  return { ...recording, events };
}

/** Has everything take `factor` times as long. */
export function retimeAll(recording: Recording, factor: number): Recording {
  if (!(factor >= 0) || !Number.isFinite(factor)) return recording;
  return { ...recording, events: recording.events.map((event) => ({ ...event, dt: event.dt * factor })) };
}

/** Has nothing wait longer than so many seconds for what happens next, or for the end. */
export function shortenWaits(recording: Recording, seconds: number): Recording {
  if (!(seconds >= 0) || !recording.events.some(({ dt }) => dt > seconds)) return recording;
  const events = recording.events.map((event) => (event.dt > seconds ? { ...event, dt: seconds } : event));
  return { ...recording, events };
}
