import { describe, expect, it } from "vitest";
import { numberToPython, productToPython, treeToPython } from "#core/formula/python";
import { parseExpression } from "./parse";
import { freeNames, pythonName, pythonNames } from "./python-name";

function python(text: string): string {
  const parsed = parseExpression(text);
  if ("fault" in parsed) throw new Error(parsed.fault);
  return treeToPython(parsed.tree, (symbol) => symbol);
}

describe("treeToPython", () => {
  it.each([
    ["ln(x^-4 + x^4)", "torch.log(x**-4 + x**4)"],
    ["-x^2", "-x**2"],
    ["(-x)^2", "(-x)**2"],
    ["x - (y - z)", "x - (y - z)"],
    ["x/(y*z)", "x / (y * z)"],
    ["x*-y", "x * -y"],
    ["x^y^z", "x ** y**z"],
    ["(x^y)^z", "(x**y) ** z"],
    ["2*pi*x", "2 * torch.pi * x"],
    ["e^x/2", "torch.e**x / 2"],
    ["cube(x) + square(y)", "torch.pow(x, 3) + torch.square(y)"],
  ])("writes %s as %s", (text, expected) => {
    expect(python(text).replaceAll(" ", "")).toBe(expected.replaceAll(" ", ""));
  });

  it("works out what Python would refuse or reckon without limit", () => {
    expect(python("x*(1/0)")).toBe('x * float("inf")');
    expect(python("x + 10^400")).toBe('x + float("inf")');
    expect(python("x*ln(2)")).toBe(`x * ${Math.LN2}`);
    expect(python("x*(1000000*1000000*1000000*1000000)")).toBe("x * 1e+24");
    expect(python("x^(-(2^0))")).toBe("x**-1.0");
  });

  it("gives a tensor of its own for a number, and for a symbol alone", () => {
    expect(python("e^0 + 2")).toBe("torch.tensor(3.0, dtype=torch.float64)");
    expect(python("x")).toBe("x.clone()");
  });

  it("sets brackets in a product only where they are needed", () => {
    const product = (text: string) => {
      const parsed = parseExpression(text);
      return "fault" in parsed ? parsed.fault : productToPython("grad", parsed.tree, (symbol) => symbol);
    };
    expect(product("x + 1")).toBe("grad * (x + 1)");
    expect(product("x*y")).toBe("grad * (x * y)");
    expect(product("x^2")).toBe("grad * x**2");
    expect(product("10")).toBe("grad * 10");
  });
});

describe("numberToPython", () => {
  it("writes numbers that are read back to the last bit", () => {
    expect([0.1, 1, -0, 1e21, 5e-324, Number.NaN, -Infinity].map(numberToPython)).toEqual([
      "0.1",
      "1.0",
      "-0.0",
      "1e+21",
      "5e-324",
      'float("nan")',
      'float("-inf")',
    ]);
  });
});

describe("pythonName", () => {
  it.each([
    ["z", "z"],
    ["σ", "sigma"],
    ["Δx", "Deltax"],
    ["x₁", "x1"],
    ["a′", "a_prime"],
    ["learning rate", "learning_rate"],
    ["é", "e"],
    ["1st", "node_1st"],
    ["", "node"],
    ["__init__", "init"],
    ["λ", "lambda_"],
    ["print", "print_"],
    ["ValueError", "ValueError_"],
    ["🙂", "node"],
  ])("calls %j %s", (text, name) => {
    expect(pythonName(text)).toBe(name);
  });

  it("gives every text a name of its own", () => {
    expect([...pythonNames(["a b", "a-b", "a_b_2", "x"], ["x"]).values()]).toEqual(["a_b", "a_b_2", "a_b_2_2", "x_2"]);
    const free = freeNames();
    expect(["lambda_", "lambda_", "lambda_"].map(free)).toEqual(["lambda_", "lambda_2", "lambda_3"]);
  });
});
