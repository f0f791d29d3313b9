import { expect, test } from "vitest";
import { FIRST, type KeepingTimes, STEADY, whenToKeep } from "./when-to-keep";

const rest: KeepingTimes = { changed: null, began: null, failures: 0, failed: 0 };

test.each([
  ["nothing where nothing has changed", rest, null],
  ["the first change soon", { ...rest, changed: 5000 }, 5000 + FIRST],
  ["a change after a rest soon", { ...rest, changed: 5000, began: 1000 }, 5000 + FIRST],
  ["a change upon the other when its turn has come", { ...rest, changed: 5000, began: 4900 }, 4900 + STEADY],
  ["again after a failure", { ...rest, changed: 5000, began: 5200, failures: 1, failed: 5300 }, 6300],
  ["later after each", { ...rest, changed: 5000, began: 5200, failures: 3, failed: 9000 }, 13_000],
  ["but never later than that", { ...rest, changed: 5000, began: 5200, failures: 99, failed: 9000 }, 39_000],
] as const)("keeps %s", (_, times, at) => {
  expect(whenToKeep(times)).toBe(at);
});

test.each([16, 50, 100, 700, 900, 1500])("edits %d ms apart never wait two seconds to be kept", (apart) => {
  const takes = 300;
  let times: KeepingTimes = rest;
  let last = 0;
  for (let now = 0; now < 60_000; now += 1) {
    if (now % apart === 0) times = { ...times, changed: times.changed ?? now };
    const at = whenToKeep(times);
    if (at === null || at > now) continue;
    expect(now + takes - (times.changed as number)).toBeLessThan(2000);
    times = { ...times, changed: null, began: now };
    last = now;
  }
  expect(last).toBeGreaterThan(58_000);
});
