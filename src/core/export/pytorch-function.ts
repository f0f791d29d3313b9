import type { Runnable } from "#core/graph/analyse";
import type { Formula, Named } from "#core/ops/define";
import { comment, docstring, indent, oneLine, statement } from "./python-text";

/** What is inside the class of a node's `torch.autograd.Function`; null where PyTorch derives the node's backward. */
export function functionBody({ op, settings, inputs, params }: Runnable): readonly string[] | null {
  const names = { out: op.letter, inputs: symbolsOf(inputs), params: symbolsOf(params) };
  const torch = op.torch({ inputs: names.inputs, params: present(names.params, settings.params) }, settings);
  if ("call" in torch) return null;
  const { takes, saves, forward, backward } = torch.function;
  const formulas = op.formulas(names, settings);
  const kept = takes.map((name) => (saves.includes(name) ? name : "_"));
  return [
    ...docstring([op.summary], 84),
    "",
    "@staticmethod",
    `def forward(${takes.join(", ")}):`,
    ...indent([...formulas.forward.flatMap(derivation), ...body(forward)]),
    "",
    "@staticmethod",
    "def setup_context(ctx, inputs, output):",
    ...indent([
      ...(kept.every((name) => name === "_") ? [] : [`${kept.join(", ")}${kept.length === 1 ? "," : ""} = inputs`]),
      `ctx.save_for_backward(${saves.join(", ")})`,
    ]),
    "",
    "@staticmethod",
    "def backward(ctx, grad):",
    ...indent([
      `${saves.join(", ")}${saves.length === 1 ? "," : ""} = ctx.saved_tensors`,
      ...formulas.backward.flatMap(derivation),
      ...body(backward),
    ]),
  ];
}

function symbolsOf(fields: Named<{ readonly symbol: string }>): Named<string> {
  return Object.fromEntries(Object.entries(fields).map(([name, { symbol }]) => [name, symbol]));
}

function present<T>(named: Named<T>, given: Named<unknown>): Named<T> {
  return Object.fromEntries(Object.entries(named).filter(([name]) => given[name] !== undefined));
}

/** A formula as comments: its number, its TeX, and its footnote. */
function derivation({ tex, equation, note }: Formula): readonly string[] {
  const number = equation === undefined ? "" : `${equation} `;
  return [...comment(`${number}$${oneLine(tex)}$`, "#     "), ...(note ? comment(`Note: ${note}`, "#     ") : [])];
}

/** The Python that an op gives, with lines that are too long broken. */
function body(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => {
    const [, space = "", head = "", rest = ""] = /^( *)((?:[\w, ]+ = |return )?)(.*)$/.exec(line) ?? [];
    if (rest.startsWith("#") || /:$/.test(rest)) return [line];
    return indent(statement(head, rest, 8 + space.length), space.length);
  });
}
