import { expect, test } from "vitest";
import { encodeVideo, type VideoJob } from "./encode-video";

const silent = () => {};

test("what is cancelled before it begins draws nothing", async () => {
  let drawn = 0;
  const frame = () => {
    drawn += 1;
    return { svg: "<svg/>", seconds: 1 };
  };
  const job: VideoJob = { width: 2, height: 2, background: "white", frames: [frame] };
  expect(await encodeVideo(job, "gif", silent, AbortSignal.abort())).toBe("cancelled");
  expect(drawn).toBe(0);
});

test("a video of nothing is refused in words", async () => {
  const job: VideoJob = { width: 2, height: 2, background: "white", frames: [] };
  const { signal } = new AbortController();
  expect(await encodeVideo(job, "webm", silent, signal)).toEqual({ failed: "There is no picture to make a video of." });
});
