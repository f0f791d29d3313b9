import { plainName } from "#core/formula/name";
import { nameOf } from "#core/graph/graph";
import type { Tensor } from "#core/tensor/tensor";
import type { Blocks } from "./blocks";
import { comment, docstring, indent, oneLine, statement, tensorLines } from "./python-text";
import type { PythonFunction, PythonNode, PythonPlan } from "./pytorch-plan";

/** The class of a `torch.autograd.Function`. */
export function functionClass({ className, body }: PythonFunction): readonly string[] {
  return [`class ${className}(torch.autograd.Function):`, ...indent(body)];
}

/** The class of the graph's `nn.Module`. */
export function moduleClass({ document, className, nodes, blocks }: PythonPlan): readonly string[] {
  const costs = nodes.filter(({ entry }) => entry.isCost);
  return [
    `class ${className}(nn.Module):`,
    ...indent([
      ...docstring([oneLine(document.meta.title) || "A graph."], 84),
      "",
      "def __init__(self):",
      ...indent(["super().__init__()", ...nodes.flatMap((node) => held(node, blocks))]),
      "",
      "def outputs(self):",
      ...indent([
        '"""The output of every node by its name, computed in the graph\'s order."""',
        ...nodes.flatMap(computed),
        ...statement("return ", `{${nodes.map(({ name }) => `"${name}": ${name}`).join(", ")}}`, 8),
      ]),
      "",
      ...(costs.length > 0 ? withCost(costs) : ["def forward(self):", ...indent(["return self.outputs()"])]),
    ]),
  ];
}

function withCost(costs: readonly PythonNode[]): readonly string[] {
  const sum = costs.map(({ name }) => `outputs["${name}"]`).join(" + ");
  return [
    "@staticmethod",
    "def cost(outputs):",
    ...indent(['"""C, the sum of all losses."""', ...statement("return ", sum, 8)]),
    "",
    "def forward(self):",
    ...indent(["return self.cost(self.outputs())"]),
  ];
}

/** Whether a node always gives the same: it takes nothing, and has nothing that could change. */
function isConstant({ feeds, attributes }: PythonNode): boolean {
  return Object.keys(feeds).length + Object.keys(attributes).length === 0;
}

/** What a node keeps: what is learned as parameters, data and constants as buffers. */
function held(node: PythonNode, blocks: Blocks): readonly string[] {
  if (isConstant(node)) {
    const text = "call" in node.torch ? node.torch.call : `${node.className}.apply()`;
    return statement("", `self.register_buffer("${node.name}", ${text})`, 8);
  }
  return Object.entries(node.attributes).flatMap(([param, attribute]) => {
    const { value } = node.entry.params[param] as { readonly value: Tensor };
    return node.learnable
      ? inCall(`self.${attribute} = nn.Parameter(`, [], value, blocks)
      : inCall("self.register_buffer(", [`"${attribute}",`], value, blocks);
  });
}

/** A call whose last argument is a tensor: on one line where it fits, else one argument a line. */
function inCall(open: string, before: readonly string[], value: Tensor, blocks: Blocks): readonly string[] {
  const whole = tensorLines([open, ...before.map((each) => `${each} `)].join(""), value, ")", 8, blocks);
  if (whole.length === 1) return whole;
  const last = tensorLines("", value, before.length > 0 ? "," : "", 12, blocks);
  return [open, ...indent([...before, ...last]), ")"];
}

/** The line that computes a node, under its label where that is not the name that it has here. */
function computed(node: PythonNode): readonly string[] {
  const label = plainName(nameOf(node.runnable.node), 60);
  const said = label === node.name ? [] : comment(label);
  const { torch, name, className } = node;
  if (isConstant(node)) return [...said, `${name} = self.${name}`];
  const text = "call" in torch ? torch.call : `${className}.apply(${torch.apply.join(", ")})`;
  return [...said, ...statement(`${name} = `, text, 8)];
}
