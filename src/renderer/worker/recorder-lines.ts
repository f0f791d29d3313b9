import type { Document } from "#core/document/document";
import { type Recorder, startRecorder } from "#core/recording/recorder";
import { ROOM } from "#core/recording/room";
import { changed } from "./recorder-change";
import type { RecorderThread, Written } from "./recorder-protocol";

/** Writes one recording, and gives back with each call the lines that it led to. */
export function createRecorderLines(): RecorderThread {
  let recorder: Recorder | null = null;
  let document: Document | null = null;
  let lines = "";
  let events = -1;

  function written(): Written {
    const given = { lines, steps: recorder?.steps() ?? 0, events, isFull: recorder?.isFull() ?? false };
    lines = "";
    return given;
  }
  function begun() {
    if (!recorder || !document) throw new RangeError("a recording was told something before it began");
    return { recorder, document };
  }

  return {
    begin(header) {
      document = header.document;
      recorder = startRecorder(
        header,
        (line) => {
          lines += line;
          events += 1;
        },
        ROOM,
      );
      return written();
    },
    moveTo(position, dt) {
      begun().recorder.moveTo(position, dt);
      return written();
    },
    update(rate, change, dt) {
      document = changed(begun().document, change);
      begun().recorder.update(rate, dt, document);
      return written();
    },
    edit(change, position, dt) {
      document = changed(begun().document, change);
      begun().recorder.edit(document, position, dt);
      return written();
    },
    tell(aside, dt) {
      begun().recorder.tell(aside, dt);
      return written();
    },
    end(dt) {
      begun().recorder.end(dt);
      return written();
    },
  };
}
