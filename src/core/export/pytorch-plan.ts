import type { Document } from "#core/document/document";
import { freeNames, pythonName } from "#core/expression/python-name";
import type { Named } from "#core/formula/site";
import type { Analysis, Runnable } from "#core/graph/analyse";
import { nameOf } from "#core/graph/graph";
import type { Torch } from "#core/ops/define";
import { backward, compile, type Entry, forward } from "#core/tape/tape";
import { isLearnable } from "#core/train/learnable";
import { type Blocks, createBlocks } from "./blocks";
import { functionBody } from "./pytorch-function";

/** A node of a graph as it stands in a Python file. */
export interface PythonNode {
  readonly entry: Entry;
  readonly runnable: Runnable;
  /** Its output: a local name in the file, and its key among all outputs. */
  readonly name: string;
  /** By param, the attribute of the module that holds it. */
  readonly attributes: Named<string>;
  /** By handle, the name of the node that feeds it. */
  readonly feeds: Named<string>;
  readonly torch: Torch;
  /** The class of its `torch.autograd.Function`; null where PyTorch derives its backward. */
  readonly className: string | null;
  /** It is nothing but its param, so that both go by one name. */
  readonly isItsParam: boolean;
  /** Training changes its params. */
  readonly learnable: boolean;
}

/** A `torch.autograd.Function` of a file: its name, what is inside, and the nodes that use it. */
export interface PythonFunction {
  readonly className: string;
  readonly body: readonly string[];
  readonly nodes: readonly PythonNode[];
}

/** All that a Python file of a graph says, with a name for everything; the numbers are those of a run both ways. */
export interface PythonPlan {
  readonly document: Document;
  readonly className: string;
  readonly nodes: readonly PythonNode[];
  readonly functions: readonly PythonFunction[];
  readonly blocks: Blocks;
}

/** Plans a graph that has no problems. */
export function planPython(document: Document, analysis: Analysis): PythonPlan {
  const tape = compile(analysis);
  forward(tape);
  backward(tape);
  const free = freeNames();
  const className = free(pascal(document.meta.title));
  const bodies = analysis.runnable.map((runnable) => functionBody(runnable));
  // Nodes alike share one Function.
  const classOf = new Map<string, string>();
  const classNames = analysis.runnable.map(({ op }, place) => {
    const body = bodies[place];
    if (!body) return null;
    const text = [op.type, ...body].join("\n");
    const known = classOf.get(text) ?? free(pythonName(op.type));
    classOf.set(text, known);
    return known;
  });
  const names = analysis.runnable.map(({ node, op }) => free(pythonName(nameOf(node), op.type.toLowerCase())));
  const nodes = analysis.runnable.map((runnable, place): PythonNode => {
    const { op, settings, node, params, feeds, sources } = runnable;
    const name = names[place] as string;
    const fed = Object.fromEntries(
      Object.keys(feeds).map((handle, at) => [handle, names[sources[at] as number] as string]),
    );
    const given = Object.keys(params).filter((param) => node.params[param]);
    const naming = (attributes: Named<string>) => ({ inputs: fed, params: ofSelf(attributes) });
    const own = Object.fromEntries(given.map((param) => [param, name]));
    const torch = op.torch(naming(own), settings);
    const isItsParam = given.length === 1 && "call" in torch && torch.call === `self.${name}`;
    const attributes = isItsParam
      ? own
      : Object.fromEntries(given.map((param) => [param, free(pythonName(`${name}_${param}`))]));
    return {
      entry: tape.entries[place] as Entry,
      runnable,
      name,
      attributes,
      feeds: fed,
      torch: isItsParam ? torch : op.torch(naming(attributes), settings),
      className: classNames[place] ?? null,
      isItsParam,
      learnable: isLearnable(node),
    };
  });
  const functions = [...new Set(classNames)].flatMap((each): readonly PythonFunction[] => {
    const users = nodes.filter((node) => each !== null && node.className === each);
    const body = bodies[classNames.indexOf(each)];
    return each !== null && body ? [{ className: each, body, nodes: users }] : [];
  });
  return { document, className, nodes, functions, blocks: createBlocks() };
}

function ofSelf(attributes: Named<string>): Named<string> {
  return Object.fromEntries(Object.entries(attributes).map(([param, attribute]) => [param, `self.${attribute}`]));
}

/** A title as the name of a class: its words, each with a capital. */
function pascal(title: string): string {
  const words = pythonName(title, "graph").split("_");
  return pythonName(words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(""), "Graph");
}
