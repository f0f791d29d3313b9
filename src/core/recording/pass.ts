import type { Document } from "#core/document/document";
import { analyse } from "#core/graph/analyse";
import type { Graph } from "#core/graph/graph";
import { type Score, scoreOf } from "#core/tape/score";
import { backward, compile, forward, type Tape } from "#core/tape/tape";
import { copyOf, sameShape, sameTensor, type Tensor } from "#core/tensor/tensor";
import { descendTape } from "#core/train/descend";
import { type LearnableParam, learnableOn } from "#core/train/learnable";
import { type Stray, strayOf } from "#core/train/stray";
import { withParams } from "./apply-edit";
import type { State } from "./event";

/** A graph that has run both ways, the steps that a pass of it has, and what training changes on it. */
export interface Pass {
  readonly tape: Tape;
  readonly score: Score;
  readonly learnable: readonly LearnableParam[];
}

/** Runs a graph as far as it can run. */
export function passOf(graph: Graph): Pass {
  const analysis = analyse(graph);
  const tape = compile(analysis);
  forward(tape);
  backward(tape);
  return { tape, score: scoreOf(analysis), learnable: learnableOn(tape) };
}

/** One step of training on the tape, and a whole new pass; nothing is done where a param would leave its range, which is told. */
export function trainPass({ tape, learnable }: Pass, rate: number): Stray | null {
  const stray = strayOf(learnable, rate);
  if (stray) return stray;
  descendTape(learnable, rate);
  forward(tape);
  backward(tape);
  return null;
}

/** The document with what training has made of its params; the same one where that is what it has already. */
export function trainedDocument(document: Document, { learnable }: Pass): Document {
  const params = new Map<string, Map<string, Tensor>>();
  for (const { node, name, value } of learnable) {
    const named = params.get(node) ?? new Map<string, Tensor>();
    params.set(node, named.set(name, copyOf(value)));
  }
  return withParams(document, params);
}

/** Gives the tape the params that a keyframe tells, as far as it has them in that shape, and runs it again where any is another. */
export function adoptParams({ tape }: Pass, params: State["params"]): void {
  let changed = false;
  for (const { node, params: own } of tape.entries) {
    const told = Object.hasOwn(params, node.id) ? params[node.id] : undefined;
    if (!told) continue;
    for (const [name, { value }] of Object.entries(own)) {
      const tensor = Object.hasOwn(told, name) ? told[name] : undefined;
      if (!tensor || !sameShape(tensor.shape, value.shape) || sameTensor(tensor, value)) continue;
      value.data.set(tensor.data);
      changed = true;
    }
  }
  if (!changed) return;
  forward(tape);
  backward(tape);
}
