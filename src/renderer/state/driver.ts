import { goToMarker } from "./markers";
import { durationOf } from "./moments";
import { goToChapter, playback, seekTime, stepRecording, toRecordingEnd } from "./playback";
import { pauseRecording, playRecording } from "./playing-recording";
import {
  goToPart,
  hideInside,
  pause,
  play,
  showInside,
  stepBack,
  stepForward,
  stepping,
  toFirst,
  toLast,
} from "./stepping";

/** What the keys and buttons of stepping drive: the pass over the graph, or the recording that is watched. */
export interface Driver {
  readonly isPlaying: () => boolean;
  readonly play: () => void;
  readonly pause: () => void;
  readonly forward: () => void;
  readonly back: () => void;
  readonly into: () => void;
  readonly first: () => void;
  readonly last: () => void;
  readonly marker: (way: "next" | "previous") => void;
  /** To a part of the whole, from 0 to 1. */
  readonly part: (part: number) => void;
}

const pass: Driver = {
  isPlaying: () => stepping()?.playing ?? false,
  play,
  pause,
  forward: stepForward,
  back: stepBack,
  into: () => {
    if (!showInside()) stepForward();
  },
  first: toFirst,
  last: toLast,
  marker: goToMarker,
  part: goToPart,
};

const recording: Driver = {
  isPlaying: () => playback()?.playing ?? false,
  play: playRecording,
  pause: pauseRecording,
  forward: () => stepRecording(1),
  back: () => {
    if (!hideInside()) stepRecording(-1);
  },
  into: () => {
    if (!showInside()) stepRecording(1);
  },
  first: () => toRecordingEnd("first"),
  last: () => toRecordingEnd("last"),
  marker: (way) => goToChapter(way === "next" ? 1 : -1),
  part(part) {
    const now = playback();
    if (now) seekTime(part * durationOf(now.watched));
  },
};

/** What stepping drives now. */
export const driver = (): Driver => (playback() ? recording : pass);
