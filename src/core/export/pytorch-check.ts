import { statement } from "./python-text";
import type { PythonPlan } from "./pytorch-plan";

/** What every file needs to write a tensor down. */
export const tensorFunction: readonly string[] = [
  "def tensor(values):",
  '    """Numbers as Gradwire has them, in float64."""',
  "    return torch.tensor(values, dtype=torch.float64)",
];

/** What a file with large tensors needs besides. */
export const unpackFunction: readonly string[] = [
  "def unpack(text, shape):",
  '    """A large tensor: its float64 entries, little-endian, in base64."""',
  "    entries = bytearray(base64.b64decode(text))",
  "    if not entries:",
  "        return torch.zeros(shape, dtype=torch.float64)",
  "    return torch.frombuffer(entries, dtype=torch.float64).reshape(shape).clone()",
];

/** Compares one tensor with Gradwire's. */
export const compareFunction: readonly string[] = `def compare(name, found, expected):
    """Say whether a tensor is Gradwire's, and give the worst difference that is not.

    Numbers agree within a relative 1e-9, or near zero within 1e-12.
    """
    if found is None or expected is None:
        agrees = found is None and expected is None
        said = "none, as C does not depend on it" if agrees else "there on one side only"
        print(f"{'ok' if agrees else 'WRONG':6}{name}: {said}")
        return 0.0 if agrees else float("inf")
    if found.shape != expected.shape:
        shapes = f"shape {tuple(found.shape)}, not {tuple(expected.shape)}"
        print(f"WRONG {name}: {shapes}")
        return float("inf")
    found = found.detach()
    size = torch.maximum(found.abs(), expected.abs())
    same = (found == expected) | (found.isnan() & expected.isnan())
    off = torch.where(same, 0.0, (found - expected).abs())
    off = off.nan_to_num(nan=float("inf"), posinf=float("inf"))
    agrees = bool((same | (off <= torch.clamp(1e-9 * size, min=1e-12))).all())
    worst = off.max().item() if off.numel() else 0.0
    many = "1 number" if found.numel() == 1 else f"{found.numel()} numbers"
    said = f"{many}, off by {worst:.1e} at most"
    print(f"{'ok' if agrees else 'WRONG':6}{name}: {said}")
    return 0.0 if agrees else worst`.split("\n");

/** Puts a Function to PyTorch's own check. */
export const backwardFunction: readonly string[] = `def check_backward(name, function, inputs):
    """Say whether a backward is the derivative of its forward, as gradcheck finds it.

    Large tensors are checked in random directions. At a kink there is no derivative,
    so what fails at the graph's own numbers is tried once more beside them.
    """
    inputs = [each.detach() for each in inputs]
    output = function.apply(*inputs)
    if not all(bool(each.isfinite().all()) for each in (*inputs, output)):
        print(f"--    gradcheck {name}: not all of its numbers are finite")
        return True
    fast = sum(each.numel() for each in inputs) * output.numel() > 20_000
    for step in (0.0, 1e-3):
        near = [(each + step * torch.rand_like(each)).requires_grad_() for each in inputs]
        if gradcheck(function.apply, near, fast_mode=fast, raise_exception=False):
            how = " in random directions" if fast else ""
            where = " beside a kink" if step else ""
            print(f"ok    gradcheck {name}: passes{how}{where}")
            return True
    print(f"WRONG gradcheck {name}: its backward is not the derivative of its forward")
    return False`.split("\n");

/** Runs the graph, and compares and checks all that there is. */
export function mainFunction(plan: PythonPlan): readonly string[] {
  const hasCost = plan.nodes.some(({ entry }) => entry.isCost);
  const checks = plan.functions.flatMap(({ className, nodes }) =>
    nodes.flatMap(({ name, runnable, feeds, attributes }) => {
      const torch = runnable.op.torch(
        { inputs: mapped(feeds, (from) => `outputs["${from}"]`), params: mapped(attributes, (of) => `model.${of}`) },
        runnable.settings,
      );
      const inputs = "apply" in torch ? torch.apply : [];
      return statement("", `check_backward("${className} (${name})", ${className}, [${inputs.join(", ")}])`, 8).map(
        (line, at, all) => (at === all.length - 1 ? `${line},` : line),
      );
    }),
  );
  return [
    "def main():",
    '    """Compare every number with Gradwire\'s, and say whether all agree."""',
    ...(checks.length > 0 ? ["    torch.manual_seed(0)"] : []),
    `    model = ${plan.className}()`,
    ...(hasCost
      ? [
          "    for buffer in model.buffers():",
          "        buffer.requires_grad_()  # Gradwire has the gradients of data too.",
        ]
      : []),
    "    outputs = model.outputs()",
    ...(hasCost
      ? [
          "    for output in outputs.values():",
          "        if output.requires_grad:",
          "            output.retain_grad()",
          "    cost = model.cost(outputs)",
          "    cost.backward()",
          "    tensors = dict(model.named_parameters())",
          "    tensors.update(model.named_buffers())",
          "    tensors.update(outputs)",
        ]
      : []),
    hasCost ? '    numbers = [("cost", cost, REFERENCE["cost"])]' : "    numbers = []",
    '    for name, value in REFERENCE["outputs"].items():',
    "        numbers.append((name, outputs[name], value))",
    ...(hasCost
      ? [
          '    for name, grad in REFERENCE["gradients"].items():',
          '        numbers.append((f"dC/d({name})", tensors[name].grad, grad))',
        ]
      : []),
    "    worst = max([compare(*each) for each in numbers], default=0.0)",
    "    count = sum(each.numel() for _, _, each in numbers if each is not None)",
    ...(checks.length > 0 ? ["    checks = [", ...checks.map((line) => `        ${line}`), "    ]"] : []),
    "    if worst > 0:",
    '        print(f"Not all numbers agree with Gradwire: off by up to {worst:.1e}.")',
    "        return False",
    ...(checks.length > 0
      ? [
          "    if not all(checks):",
          '        print(f"All {count} numbers agree with Gradwire, but gradcheck does not pass.")',
          "        return False",
        ]
      : []),
    '    print(f"All {count} numbers agree with Gradwire.")',
    "    return True",
  ];
}

function mapped(named: Readonly<Record<string, string>>, change: (name: string) => string) {
  return Object.fromEntries(Object.entries(named).map(([key, name]) => [key, change(name)]));
}
