import { readDocument } from "#core/document/parse";
import type { Named } from "#core/formula/site";
import type { GraphNode } from "#core/graph/graph";
import { isJsonObject, type Json, type JsonObject } from "#core/json";
import { formatShape, sameShape, type Tensor } from "#core/tensor/tensor";
import type { Anchor, Contribution, Happening, State } from "./event";
import type { TensorReader } from "./read-tensors";
import { payloadSchemas } from "./schema";

interface Known {
  readonly tensors: TensorReader;
  /** Steps so far. */
  readonly steps: number;
  /** The nodes of the document as it was last told whole, by id. */
  readonly nodes: ReadonlyMap<string, GraphNode>;
}

type Code = keyof typeof payloadSchemas;

/** What a line with a known code says, or what is wrong with it: the rest of a sentence that begins with the line. */
export function readPayload(code: string, payload: JsonObject, known: Known): Happening | { readonly fault: string } {
  const checked = payloadSchemas[code as Code].safeParse(payload);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    return { fault: `is a wrong “${code}”: ${issue?.path.map(String).join(".") ?? ""} ${issue?.message ?? ""}` };
  }
  const { step } = payload;
  if (typeof step === "number" && step !== known.steps + 1) {
    return { fault: `is out of order: step ${step} comes after step ${known.steps}` };
  }
  const read = happening(code as Code, payload, known);
  const fault = known.tensors.fault();
  return fault === null ? read : { fault };
}

// The schema has seen to it that every field is there and of its kind.
function happening(code: Code, payload: JsonObject, { tensors, nodes }: Known): Happening | { readonly fault: string } {
  const step = payload.step as number;
  switch (code) {
    case "f":
      return {
        code,
        step,
        node: payload.node as string,
        ...(payload.out === undefined ? {} : { out: tensors.one(payload.out) }),
      };
    case "g": {
      if (payload.cost === undefined) return { code, step };
      const cost = tensors.one(payload.cost).data[0];
      return { code, step, ...(cost === undefined ? {} : { cost }) };
    }
    case "b":
      return {
        code,
        step,
        node: payload.node as string,
        ...(payload.edges === undefined ? {} : { edges: contributions(payload.edges, tensors) }),
        ...(payload.params === undefined ? {} : { params: tensors.named(payload.params) }),
      };
    case "u": {
      const carries = ["outs", "params", "outGrads", "paramGrads", "edges"].some((name) => payload[name] !== undefined);
      return {
        code,
        step,
        ...(payload.rate === undefined ? {} : { rate: payload.rate as number }),
        ...(carries ? { state: readState(payload, tensors) } : {}),
      };
    }
    case "k":
      return { code, position: payload.position as number, state: readState(payload, tensors) };
    case "e":
      return readEdit(payload, tensors, nodes);
    case "s":
    case "c":
    case "m":
    case "q":
    case "x":
      return aside(code, payload);
    case "p":
      return { code };
  }
}

function readState(payload: JsonObject, tensors: TensorReader): State {
  // In the order in which they are written, as each may refer to those before it.
  const outs = tensors.named(payload.outs);
  const params = tensors.nested(payload.params);
  const outGrads = tensors.named(payload.outGrads);
  const paramGrads = tensors.nested(payload.paramGrads);
  return { outs, params, outGrads, paramGrads, edges: tensors.named(payload.edges) };
}

function contributions(json: Json, tensors: TensorReader): readonly Contribution[] {
  return Object.entries(json as JsonObject).map(([edge, pair]) => {
    const [grad, sum] = Array.isArray(pair) ? pair : [];
    return { edge, grad: tensors.one(grad), sum: tensors.one(sum) };
  });
}

function readEdit(
  payload: JsonObject,
  tensors: TensorReader,
  before: ReadonlyMap<string, GraphNode>,
): Happening | { readonly fault: string } {
  const read = payload.graph === undefined ? null : readDocument(payload.graph);
  if (read && (!read.document || read.problems.length > 0)) {
    return { fault: `holds a graph that cannot be opened: ${read.problems[0]?.message ?? ""}` };
  }
  if (read?.document) tensors.know(read.document.graph);
  const params = payload.params === undefined ? null : tensors.nested(payload.params);
  const nodes = read?.document ? new Map(read.document.graph.nodes.map((node) => [node.id, node])) : before;
  const stray = params && strayParam(params, nodes);
  if (stray) return { fault: stray };
  const layout = isJsonObject(payload.layout) ? Object.entries(payload.layout) : null;
  return {
    code: "e",
    position: payload.position as number,
    ...(read?.document ? { document: read.document } : {}),
    ...(params ? { params } : {}),
    ...(layout ? { layout: Object.fromEntries(layout.map(([id, at]) => [id, placeOf(at as JsonObject)])) } : {}),
  };
}

/** What is wrong with an edit of a param that the graph does not have, or has in another shape; null where each can be done. */
function strayParam(params: Named<Named<Tensor>>, nodes: ReadonlyMap<string, GraphNode>): string | null {
  for (const [id, named] of Object.entries(params)) {
    const node = nodes.get(id);
    for (const [name, { shape }] of Object.entries(named)) {
      const before = node && Object.hasOwn(node.params, name) ? node.params[name] : undefined;
      const param = `${JSON.stringify(name.slice(0, 40))} of ${JSON.stringify(id.slice(0, 40))}`;
      if (!before) return `edits ${param}, which the graph does not have`;
      if (!sameShape(before.shape, shape)) {
        return `edits ${param} into ${formatShape(shape)}; it is ${formatShape(before.shape)}`;
      }
    }
  }
  return null;
}

function placeOf({ x, y }: JsonObject) {
  return { x: x as number, y: y as number };
}

/** An aside is its payload, without the fields that this version does not know. */
function aside(code: "s" | "c" | "m" | "q" | "x", payload: JsonObject): Happening | { readonly fault: string } {
  const anchor: Anchor = {
    ...(typeof payload.node === "string" ? { node: payload.node } : {}),
    ...(typeof payload.edge === "string" ? { edge: payload.edge } : {}),
  };
  const text = (name: string) => payload[name] as string;
  const list = (name: string) => (payload[name] === undefined ? {} : { [name]: payload[name] as readonly string[] });
  switch (code) {
    case "s": {
      const camera = payload.camera as { readonly x: number; readonly y: number; readonly width: number } | undefined;
      const seen = camera ? { camera: { x: camera.x, y: camera.y, width: camera.width } } : {};
      return { code, ...list("nodes"), ...list("edges"), ...seen };
    }
    case "c":
      return { code, text: text("text"), ...anchor };
    case "m":
      return { code, title: text("title") };
    case "x":
      return { code, steps: payload.steps as number, hash: text("hash") };
    case "q": {
      const asked = { code, prompt: text("prompt"), ...anchor };
      const told = payload.explanation === undefined ? {} : { explanation: text("explanation") };
      const answer = payload.answer as number;
      if (payload.choices === undefined) return { ...asked, ...told, answer, tolerance: payload.tolerance as number };
      const choices = payload.choices as readonly string[];
      if (answer >= choices.length) return { fault: `has ${choices.length} choices, and none at ${answer}` };
      return { ...asked, ...told, choices, answer };
    }
  }
}
