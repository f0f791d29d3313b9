import { describe, expect, it } from "vitest";
import { tensor } from "#core/tensor/tensor";
import { build, settingsOf } from "./fixtures/trials";
import { loss } from "./loss";

function run(kind: string, shape: readonly number[], prediction: readonly number[], target: readonly number[]) {
  const inputs = { prediction: tensor(shape, prediction), target: tensor(shape, target) };
  const { program, out, traced } = build(loss, { title: kind, inputs, settings: settingsOf(loss, { loss: kind }, {}) });
  out.grad.data.fill(1);
  program.forward();
  program.backward();
  return { cost: out.value.data[0], byPrediction: [...(traced.prediction?.grad?.data ?? [])] };
}

describe("Loss at the edges", () => {
  it("bce at 0 and 1 has the slope that PyTorch's float32 floor gives it", () => {
    const { cost, byPrediction } = run("bce", [2], [0, 1], [1, 0]);
    expect(cost).toBe(100);
    expect(byPrediction.map((slope) => slope / -500000001997.9014)).toEqual([
      expect.closeTo(1, 12),
      expect.closeTo(-1, 12),
    ]);
  });

  it("bceWithLogits of an infinite logit costs what its limit does", () => {
    expect(run("bceWithLogits", [1], [Number.POSITIVE_INFINITY], [0]).cost).toBe(Number.POSITIVE_INFINITY);
    expect(run("bceWithLogits", [1], [-40], [0]).cost).toBe(Math.exp(-40));
  });

  it("crossEntropy over no classes is the mean of sums of nothing", () => {
    expect(run("crossEntropy", [2, 0], [], []).cost).toBe(0);
  });

  it("huber needs a delta greater than 0, as in PyTorch; the other kinds do not ask", () => {
    const faults = (kind: string) => loss.faults(settingsOf(loss, { loss: kind, delta: 0 }, {}));
    expect(faults("huber")).toMatchObject([{ code: "bad-config", config: "delta" }]);
    expect(faults("mse")).toEqual([]);
  });
});
