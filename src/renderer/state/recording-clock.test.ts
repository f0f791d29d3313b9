import { expect, test } from "vitest";
import { startClock } from "./recording-clock";

test("the clock runs but while there is a reason for it to stand still", () => {
  let time = 5000;
  const clock = startClock(() => time);
  time += 1500;
  expect(clock.now()).toBe(1.5);
  clock.rest("held", true);
  time += 1000;
  clock.rest("writing", true);
  clock.rest("held", false);
  time += 1000;
  expect(clock.now()).toBe(1.5);
  expect([clock.rests("held"), clock.rests("writing")]).toEqual([false, true]);
  clock.rest("writing", false);
  time += 250;
  expect(clock.now()).toBe(1.75);
});

test("to be told the same twice changes nothing", () => {
  let time = 0;
  const clock = startClock(() => time);
  clock.rest("held", true);
  time += 1000;
  clock.rest("held", true);
  clock.rest("held", false);
  time += 500;
  clock.rest("held", false);
  expect(clock.now()).toBe(0.5);
});
