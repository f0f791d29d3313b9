import { describe, expect, it } from "vitest";
import { lesson, whole, written } from "./fixtures/recordings";
import { captionsVtt, chaptersVtt } from "./vtt";

const captions = (...told: readonly (readonly [at: number, text: string])[]) =>
  captionsVtt(
    whole(
      written((recorder) => {
        for (const [dt, text] of told) recorder.tell({ code: "c", text }, dt);
        recorder.end(1);
      }),
    ),
  );

describe("captions as WebVTT", () => {
  it("last until the next, or until an empty one takes them away", () => {
    expect(captions([0.5, "one"], [1, "two"], [2.25, ""], [60, "three"], [3600, ""])).toBe(
      `WEBVTT

00:00:00.500 --> 00:00:01.500
one

00:00:01.500 --> 00:00:03.750
two

00:01:03.750 --> 01:01:03.750
three
`,
    );
  });

  it("stay a while at the end, and are left out where they are gone at once", () => {
    expect(captions([0, "never seen"], [0, "last"])).toBe("WEBVTT\n\n00:00:00.000 --> 00:00:03.000\nlast\n");
  });

  it("cannot bring markup, break off their cue, or begin one of their own", () => {
    const hostile = "<script>alert(1)</script> & co\r\n\r\n\n00:00:09.000 --> 00:00:10.000\n\0 WEBVTT\u2028NOTE";
    const text = captions([0, hostile]);
    expect(text.split("-->").length).toBe(2);
    expect(text.split("\n\n").length).toBe(2);
    expect(text).not.toMatch(/[<\0]/);
    expect(text).toContain(
      "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co\n00:00:09.000 --&gt; 00:00:10.000\n\uFFFD WEBVTT",
    );
  });

  it("are none where nothing is said", () => {
    expect(captions([0, " \n "])).toBe("WEBVTT\n");
  });
});

it("chapters last until the next", () => {
  expect(chaptersVtt(whole(written(lesson)))).toMatch(
    /^WEBVTT\n\n00:00:00\.000 --> (\S+)\nForward\n\n\1 --> 00:00:\S+\nTraining\n$/,
  );
});
