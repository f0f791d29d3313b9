import { encodeDocument } from "#core/document/serialise";
import type { Named } from "#core/ops/define";
import type { Tensor } from "#core/tensor/tensor";
import { encodeTensor, formatNumber, jsonText } from "#core/tensor/tensor-json";
import { hashTensor } from "./content-hash";
import type { Anchor, Happening, Header, State } from "./event";

/** The word by which a recording names itself. */
export const RECORDING_FORMAT = "gradwire-recording";

/** The version of recordings that this program writes. */
export const RECORDING_VERSION = 1;

/** What stands before the hash of a tensor in place of the tensor. */
export const REF = "#";

/** Gives the JSON text of a tensor; for one that it has given before, and whose text is the longer one, a reference to it. */
export type TensorWriter = (tensor: Tensor) => string;

/** A writer of tensors that remembers what it has written. */
export function tensorWriter(): TensorWriter {
  const written = new Set<string>();
  return (tensor) => {
    const text = plainText(tensor);
    // A tensor this short is told sooner than it is referred to.
    if (text.length <= 20) return text;
    const hash = hashTensor(tensor);
    if (written.has(hash)) return `"${REF}${hash}"`;
    written.add(hash);
    return text;
  };
}

/** As encodeTensor and jsonText together, but for small tensors without the arrays between. */
function plainText(tensor: Tensor): string {
  const { shape, data } = tensor;
  if (shape.length === 0) return formatNumber(data[0] as number);
  if (shape.length === 1 && data.length > 0 && data.length < 1000) {
    let text = `[${formatNumber(data[0] as number)}`;
    for (let i = 1; i < data.length; i += 1) text += `,${formatNumber(data[i] as number)}`;
    return `${text}]`;
  }
  return jsonText(encodeTensor(tensor));
}

/** The first line of a recording. `created` is left out of the content hash, so that the same recording has the same. */
export function headerText({ title, created, seed, values, requires, rate, document, rest }: Header): string {
  const { graph: _, ...unknown } = rest ?? {};
  return jsonText({
    format: RECORDING_FORMAT,
    version: RECORDING_VERSION,
    title,
    created,
    seed,
    values,
    requires,
    ...(rate === null ? {} : { learning: { optimizer: "sgd", rate } }),
    ...unknown,
    graph: encodeDocument(document),
  });
}

/** What of the header counts for the content hash. No text inside it can look like the field: its quotes would be escaped. */
export function withoutCreated(header: string): string {
  return header.replace(/"created":\s*"(?:[^"\\]|\\.)*"/, '"created":""');
}

/** What follows `dt` on the line of an event, with the bracket that closes it: `"f",{"step":1,"node":"x"}]`. */
export function eventText(what: Happening, put: TensorWriter): string {
  const code = what.code === "unknown" ? what.name : what.code;
  return `${JSON.stringify(code)},${payloadText(what, put)}]`;
}

function payloadText(what: Happening, put: TensorWriter): string {
  switch (what.code) {
    case "f":
      return `{"step":${what.step},"node":${JSON.stringify(what.node)}${field("out", what.out && put(what.out))}}`;
    case "g":
      return `{"step":${what.step}${field("cost", what.cost === undefined ? undefined : formatNumber(what.cost))}}`;
    case "b": {
      const edges = what.edges?.map(({ edge, grad, sum }): [string, string] => [edge, `[${put(grad)},${put(sum)}]`]);
      return `{"step":${what.step},"node":${JSON.stringify(what.node)}${field("edges", edges && object(edges))}${field(
        "params",
        what.params && tensors(what.params, put),
      )}}`;
    }
    case "u":
      return `{"step":${what.step}${field("rate", what.rate === undefined ? undefined : formatNumber(what.rate))}${what.state ? stateText(what.state, put) : ""}}`;
    case "k":
      return `{"position":${what.position}${stateText(what.state, put)}}`;
    case "e":
      return `{"position":${what.position}${field("graph", what.document && jsonText(encodeDocument(what.document)))}${field(
        "params",
        what.params && nested(what.params, put),
      )}${field("layout", what.layout && layoutText(what.layout))}}`;
    case "s": {
      const { nodes, edges, camera } = what;
      return jsonText({
        ...(nodes ? { nodes } : {}),
        ...(edges ? { edges } : {}),
        ...(camera ? { camera: { x: camera.x, y: camera.y, width: camera.width } } : {}),
      });
    }
    case "c":
      return jsonText({ text: what.text, ...anchorOf(what) });
    case "m":
      return jsonText({ title: what.title });
    case "p":
      return "{}";
    case "q":
      return jsonText({
        prompt: what.prompt,
        ...("choices" in what
          ? { choices: what.choices, answer: what.answer }
          : { answer: what.answer, tolerance: what.tolerance }),
        ...(what.explanation === undefined ? {} : { explanation: what.explanation }),
        ...anchorOf(what),
      });
    case "x":
      return jsonText({ steps: what.steps, hash: what.hash });
    case "unknown":
      return jsonText(what.payload);
  }
}

/** Node ids in the order in which they stand in the state: that of the tape. Of what there is none, nothing is said. */
function stateText({ outs, params, outGrads, paramGrads, edges }: State, put: TensorWriter): string {
  const fields = [
    field("outs", some(outs) && tensors(outs, put)),
    field("params", some(params) && nested(params, put)),
    field("outGrads", some(outGrads) && tensors(outGrads, put)),
    field("paramGrads", some(paramGrads) && nested(paramGrads, put)),
    field("edges", some(edges) && tensors(edges, put)),
  ];
  return fields.join("");
}

/** Whether there is anything by any name. */
function some(named: Named<unknown>): boolean {
  for (const _ in named) return true;
  return false;
}

function field(name: string, text: string | false | undefined): string {
  return text === undefined || text === false ? "" : `,"${name}":${text}`;
}

function object(fields: readonly (readonly [string, string])[]): string {
  return `{${fields.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(",")}}`;
}

function tensors(named: Named<Tensor>, put: TensorWriter): string {
  return object(Object.entries(named).map(([name, tensor]) => [name, put(tensor)]));
}

function nested(named: Named<Named<Tensor>>, put: TensorWriter): string {
  return object(Object.entries(named).map(([name, inner]) => [name, tensors(inner, put)]));
}

function layoutText(layout: Readonly<Record<string, { readonly x: number; readonly y: number }>>): string {
  return jsonText(Object.fromEntries(Object.entries(layout).map(([id, { x, y }]) => [id, { x, y }])));
}

function anchorOf({ node, edge }: Anchor): Anchor & Record<string, string> {
  return { ...(node === undefined ? {} : { node }), ...(edge === undefined ? {} : { edge }) };
}
