import { MAX_FILE_BYTES } from "#core/document/file-size";
import { MOST_EVENTS } from "./read-lines";
import type { Room } from "./recorder";

/** As much as is read again. */
export const ROOM: Room = { bytes: MAX_FILE_BYTES, events: MOST_EVENTS };

/** How much that is, for a person. */
export const ROOM_IN_WORDS = `a recording holds ${ROOM.events} events and ${ROOM.bytes / 2 ** 20} MB at most`;
