import { expect, test } from "vitest";
import { frameSize } from "./frame-size";

test("a video has even sides, and never less than the picture", () => {
  expect(frameSize("webm", 1280, 720)).toEqual({ width: 1280, height: 720 });
  expect(frameSize("webm", 1279, 719)).toEqual({ width: 1280, height: 720 });
  expect(frameSize("mp4", 1279, 719)).toEqual({ width: 1280, height: 720 });
});

test("a GIF is as large as the picture", () => {
  expect(frameSize("gif", 1279, 719)).toEqual({ width: 1279, height: 719 });
});
