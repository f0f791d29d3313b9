import type { Analysis } from "#core/graph/analyse";
import { nodeOperations, passOperations } from "#core/graph/work";
import { sizeOf } from "#core/tensor/tensor";
import { judgementsOf } from "./tensor-check";

/** Passes forward that a judgement takes as a rule, of what its entry leads to: a step up, one down, and back; one that is not right takes more. */
const PASSES = 3;

/** More pairs of nodes than this are not looked at one by one to see which leads to which; then all that comes later counts. */
const MOST_PAIRS = 4e6;

/**
 * What a check of every entry of every param takes, those of tensors above `sampleAbove` along a few directions; with `ofNodes` each node is
 * looked at by itself as well.
 */
export function checkOperations(analysis: Analysis, sampleAbove: number, ofNodes: boolean): number {
  const { runnable } = analysis;
  const works = runnable.map((node) => nodeOperations(node, analysis));
  const judged = runnable.map(({ node, params }) =>
    Object.keys(params).reduce((sum, name) => sum + judgementsOf(node.params[name]?.data.length ?? 0, sampleAbove), 0),
  );
  const led = ledTo(analysis, works, judged);
  let operations = passOperations(analysis);
  runnable.forEach(({ sources }, place) => {
    operations += PASSES * (judged[place] as number) * (led[place] as number);
    if (!ofNodes) return;
    const fed = sources.reduce(
      (sum, source) => sum + judgementsOf(sizeOf(runnable[source]?.shape ?? []), sampleAbove),
      0,
    );
    operations += PASSES * ((judged[place] as number) + fed) * (works[place] as number);
  });
  return operations;
}

/** For each place with anything to judge, the work of it and of all that it leads to. */
function ledTo({ runnable }: Analysis, works: readonly number[], judged: readonly number[]): readonly number[] {
  const wanted = judged.flatMap((count, place) => (count > 0 ? [place] : []));
  const after = works.toReversed();
  for (let at = 1; at < after.length; at += 1) after[at] = (after[at] as number) + (after[at - 1] as number);
  const led = after.toReversed();
  if (wanted.length * runnable.length > MOST_PAIRS) return led;
  const reached = new Uint8Array(runnable.length);
  for (const place of wanted) {
    reached.fill(0);
    reached[place] = 1;
    let sum = works[place] as number;
    for (let next = place + 1; next < runnable.length; next += 1) {
      if (!runnable[next]?.sources.some((source) => reached[source] === 1)) continue;
      reached[next] = 1;
      sum += works[next] as number;
    }
    led[place] = sum;
  }
  return led;
}
