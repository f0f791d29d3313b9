import { expect, test } from "vitest";
import type { NodeReading } from "#core/tape/readings";
import { createEngine } from "../worker/create-engine";
import { isAwaited, isPartial } from "./missing-gradient";

/** t feeds both sides of a product: its gradient has two addends. */
function twice(): NodeReading {
  const edge = (target: string, targetHandle: string, source = "t") => {
    return { id: `${target}.${targetHandle}`, source, sourceHandle: "out", target, targetHandle };
  };
  const value = { shape: [], data: Float64Array.of(3) };
  const { nodes } = createEngine().run(
    {
      nodes: [
        { id: "t", type: "Input", config: {}, params: { value } },
        { id: "p", type: "Multiply", config: {}, params: {} },
        { id: "C", type: "Loss", config: {}, params: {} },
      ],
      edges: [edge("p", "a"), edge("p", "b"), edge("C", "prediction", "p"), edge("C", "target")],
    },
    1,
  );
  const reading = nodes.get("t");
  if (!reading) throw new Error("t did not run");
  return reading;
}

test("a gradient is awaited while it is to come, and partial while addends are", () => {
  const whole = twice();
  const [first, second] = whole.shares;
  expect(whole.shares).toHaveLength(3);
  const none = { ...whole, out: { ...whole.out, grad: null }, shares: [] };
  const some = { ...whole, out: { ...whole.out, grad: second?.sum ?? null }, shares: whole.shares.slice(0, 2) };
  expect(first?.grad).not.toEqual(second?.sum);
  expect([isAwaited(none.out, whole.out), isPartial(none, whole)]).toEqual([true, true]);
  expect([isAwaited(some.out, whole.out), isPartial(some, whole)]).toEqual([false, true]);
  expect([isAwaited(whole.out, whole.out), isPartial(whole, whole)]).toEqual([false, false]);
});
