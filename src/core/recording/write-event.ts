import { encodeDocument } from "#core/document/serialise";
import type { Named } from "#core/formula/site";
import type { Graph } from "#core/graph/graph";
import type { Tensor } from "#core/tensor/tensor";
import { encodeTensor, formatNumber, jsonText } from "#core/tensor/tensor-json";
import { digitsOf, hashTensor, type Lanes } from "./content-hash";
import type { Anchor, Happening, Header, State } from "./event";

/** The word by which a recording names itself. */
export const RECORDING_FORMAT = "gradwire-recording";

/** The version of recordings that this program writes. */
export const RECORDING_VERSION = 1;

/** What stands before the hash of a tensor in place of the tensor. */
export const REF = "#";

/** As long as a reference is: the sign, 16 digits and two quotes. */
const REF_LENGTH = 19;

/** Writes tensors as JSON text; one that was written before, and whose text is the longer one, as a reference to it. */
export interface TensorWriter {
  /** Once a line has come to more than it may, what it would still have to say is left out. */
  readonly put: (tensor: Tensor) => string;
  /** Begins a line, of so many characters at most. */
  readonly beginLine: () => void;
  /** Whether the tensors of this line are more than a line may hold; then its text is not whole. */
  readonly isOver: () => boolean;
  /** What a graph holds counts as written: that of the first line, and that of an edit. */
  readonly know: (graph: Graph) => void;
}

/** Gives a tensor as text, and remembers it. */
export type Put = TensorWriter["put"];

/** A writer of tensors that remembers what it has written. `most` is what the tensors of a line may come to, in characters. */
export function tensorWriter(most = Number.POSITIVE_INFINITY): TensorWriter {
  let told = 0;
  /** What was written, by one half of its hash; of two with one half the later stands. */
  const written = new Map<number, { readonly b: number; again: string | null }>();
  function put(tensor: Tensor): string {
    if (told > most) return "";
    const text = textOf(tensor);
    told += text.length;
    return text;
  }
  function textOf(tensor: Tensor): string {
    // A number is told sooner than it is referred to.
    if (tensor.shape.length === 0) return formatNumber(tensor.data[0] as number);
    const hash = hashTensor(tensor);
    const known = written.get(hash.a);
    if (known?.b === hash.b) {
      known.again ??= againText(tensor, hash);
      return known.again;
    }
    written.set(hash.a, { b: hash.b, again: null });
    if (told + LEAST_PER_ENTRY * tensor.data.length > most) {
      told = Number.POSITIVE_INFINITY;
      return "";
    }
    return plainText(tensor);
  }
  return {
    put,
    beginLine() {
      told = 0;
    },
    isOver: () => told > most,
    know({ nodes }) {
      for (const { params } of nodes) {
        for (const tensor of Object.values(params)) {
          const hash = hashTensor(tensor);
          written.set(hash.a, { b: hash.b, again: null });
        }
      }
    },
  };
}

/** An entry takes a digit and a comma at least, and more in base64. */
const LEAST_PER_ENTRY = 2;

/** A reference, unless the tensor itself is no longer: each entry is a digit and a comma at least. */
function againText(tensor: Tensor, hash: Lanes): string {
  if (tensor.data.length * 2 < REF_LENGTH) {
    const text = plainText(tensor);
    if (text.length <= REF_LENGTH) return text;
  }
  return `"${REF}${digitsOf(hash)}"`;
}

/** As encodeTensor and jsonText together, but for small tensors without the arrays between. */
function plainText(tensor: Tensor): string {
  const { shape, data } = tensor;
  if (data.length === 0 || data.length > MAX_PLAIN) return jsonText(encodeTensor(tensor));
  if (shape.length === 1) return rowText(data, 0, data.length);
  if (shape.length !== 2) return jsonText(encodeTensor(tensor));
  const [rows, columns] = shape as readonly [number, number];
  let text = `[${rowText(data, 0, columns)}`;
  for (let row = 1; row < rows; row += 1) text += `,${rowText(data, row * columns, (row + 1) * columns)}`;
  return `${text}]`;
}

/** Beyond it, encodeTensor decides on the form. */
const MAX_PLAIN = 1000;

function rowText(data: Float64Array, from: number, to: number): string {
  let text = `[${formatNumber(data[from] as number)}`;
  for (let i = from + 1; i < to; i += 1) text += `,${formatNumber(data[i] as number)}`;
  return `${text}]`;
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
export function eventText(what: Happening, { put, know }: TensorWriter): string {
  const code = what.code === "unknown" ? what.name : what.code;
  const text = `${JSON.stringify(code)},${payloadText(what, put)}]`;
  if (what.code === "e" && what.document) know(what.document.graph);
  return text;
}

function payloadText(what: Happening, put: Put): string {
  switch (what.code) {
    case "f":
      return `{"step":${what.step},"node":${JSON.stringify(what.node)}${field("out", what.out && put(what.out))}}`;
    case "g":
      return `{"step":${what.step}${field("cost", what.cost === undefined ? undefined : formatNumber(what.cost))}}`;
    case "b": {
      const edges = what.edges?.map(({ edge, grad, sum }) => `${quoted(edge)}:[${put(grad)},${put(sum)}]`);
      return `{"step":${what.step},"node":${JSON.stringify(what.node)}${field("edges", edges && `{${edges.join(",")}}`)}${field(
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

/** The text of a state with its tensors left out: they stand between the literals, of which there is one more. */
export interface StateTemplate {
  readonly literals: readonly string[];
  readonly tensors: readonly Tensor[];
}

/** Node ids in the order in which they stand in the state: that of the tape. Of what there is none, nothing is said. */
export function stateTemplate({ outs, params, outGrads, paramGrads, edges }: State): StateTemplate {
  const literals: string[] = [];
  const tensors: Tensor[] = [];
  let text = "";
  const tell = (named: Named<Tensor>) => {
    let sign = "{";
    for (const [name, tensor] of Object.entries(named)) {
      literals.push(`${text}${sign}${quoted(name)}:`);
      tensors.push(tensor);
      text = "";
      sign = ",";
    }
    text += sign === "{" ? "{}" : "}";
  };
  const tellNested = (nested: Named<Named<Tensor>>) => {
    let sign = "{";
    for (const [name, named] of Object.entries(nested)) {
      text += `${sign}${quoted(name)}:`;
      tell(named);
      sign = ",";
    }
    text += "}";
  };
  const field = <T>(name: string, named: Named<T>, each: (named: Named<T>) => void) => {
    if (Object.keys(named).length === 0) return;
    text += `,"${name}":`;
    each(named);
  };
  field("outs", outs, tell);
  field("params", params, tellNested);
  field("outGrads", outGrads, tell);
  field("paramGrads", paramGrads, tellNested);
  field("edges", edges, tell);
  literals.push(text);
  return { literals, tensors };
}

/** The fields of a state, each after a comma. */
export function fillTemplate({ literals, tensors }: StateTemplate, put: Put): string {
  let text = literals[0] as string;
  for (let i = 0; i < tensors.length; i += 1) text += put(tensors[i] as Tensor) + (literals[i + 1] as string);
  return text;
}

function stateText(state: State, put: Put): string {
  return fillTemplate(stateTemplate(state), put);
}

function field(name: string, text: string | false | undefined): string {
  return text === undefined || text === false ? "" : `,"${name}":${text}`;
}

function tensors(named: Named<Tensor>, put: Put): string {
  let text = "{";
  for (const name of Object.keys(named)) {
    text += `${text === "{" ? "" : ","}${quoted(name)}:${put(named[name] as Tensor)}`;
  }
  return `${text}}`;
}

function nested(named: Named<Named<Tensor>>, put: Put): string {
  let text = "{";
  for (const name of Object.keys(named)) {
    text += `${text === "{" ? "" : ","}${quoted(name)}:${tensors(named[name] as Named<Tensor>, put)}`;
  }
  return `${text}}`;
}

/** A name of letters, digits and a few signs needs no escapes, and nearly all are such. */
function quoted(name: string): string {
  return PLAIN_NAME.test(name) ? `"${name}"` : JSON.stringify(name);
}

const PLAIN_NAME = /^[\w.:-]*$/;

function layoutText(layout: Readonly<Record<string, { readonly x: number; readonly y: number }>>): string {
  return jsonText(Object.fromEntries(Object.entries(layout).map(([id, { x, y }]) => [id, { x, y }])));
}

function anchorOf({ node, edge }: Anchor): Anchor & Record<string, string> {
  return { ...(node === undefined ? {} : { node }), ...(edge === undefined ? {} : { edge }) };
}
