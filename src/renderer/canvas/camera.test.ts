import { expect, test } from "vitest";
import { boundsOf } from "#core/drawing/box";
import { cameraOn, toCanvas } from "./camera";

test("the bounds of nothing are nothing", () => {
  expect(boundsOf([])).toBeNull();
});

test("a camera on a box shows its middle in the middle, at the largest zoom that fits", () => {
  const box = boundsOf([
    { x: 0, y: 0, width: 100, height: 50 },
    { x: 300, y: 150, width: 100, height: 50 },
  ]);
  if (!box) throw new Error("there are boxes");
  const camera = cameraOn(box, 880, 640, 40, 9);
  expect(camera.zoom).toBe(2);
  expect(toCanvas({ x: 440, y: 320 }, camera)).toEqual({ x: 200, y: 100 });
});

test("a small graph is not blown up", () => {
  expect(cameraOn({ x: 0, y: 0, width: 10, height: 10 }, 800, 600, 40, 1.25).zoom).toBe(1.25);
});
