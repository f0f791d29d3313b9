import type { Naming } from "#core/formula/layout";
import type { Named } from "#core/formula/site";
import type { Formula } from "#core/formula/tree";
import { formulaText } from "#core/formula/write-text";
import type { Runnable } from "#core/graph/analyse";
import { namingOf, ownNames } from "#core/ops/naming";
import { comment, docstring, indent, statement } from "./python-text";

/** What is inside the class of a node's `torch.autograd.Function`; null where PyTorch derives the node's backward. */
export function functionBody({ op, settings }: Runnable): readonly string[] | null {
  const names = ownNames(op, settings);
  const torch = op.torch({ inputs: names.inputs, params: present(names.params, settings.params) }, settings);
  if ("call" in torch) return null;
  const { takes, saves, forward, backward } = torch.function;
  const formulas = op.formulas(settings);
  const naming = namingOf(op, names);
  const derivation = (formula: Formula) => commented(formula, naming);
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

function present<T>(named: Named<T>, given: Named<unknown>): Named<T> {
  return Object.fromEntries(Object.entries(named).filter(([name]) => given[name] !== undefined));
}

/** A formula as comments: its number, the line itself, and its footnote. */
function commented(formula: Formula, naming: Naming): readonly string[] {
  const { equation, note } = formula;
  const number = equation === undefined ? "" : `${equation} `;
  return [
    ...comment(`${number}${formulaText(formula, naming)}`, "#     "),
    ...(note ? comment(`Note: ${note}`, "#     ") : []),
  ];
}

/** The Python that an op gives, with lines that are too long broken. */
function body(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => {
    const [, space = "", head = "", rest = ""] = /^( *)((?:[\w, ]+ = |return )?)(.*)$/.exec(line) ?? [];
    if (rest.startsWith("#") || /:$/.test(rest)) return [line];
    return indent(statement(head, rest, 8 + space.length), space.length);
  });
}
