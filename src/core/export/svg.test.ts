import fc from "fast-check";
import { expect, test } from "vitest";
import { place } from "#core/document/commands";
import { type Document, emptyDocument } from "#core/document/document";
import { planOf } from "#core/drawing/plans";
import { analyse } from "#core/graph/analyse";
import type { GraphEdge, GraphNode } from "#core/graph/graph";
import { readingsAt, readTape } from "#core/tape/readings";
import { scoreOf } from "#core/tape/score";
import { backward, compile, forward } from "#core/tape/tape";
import { fromNested, zeros } from "#core/tensor/tensor";
import { drawPicture, type PictureOptions } from "./svg";

const node = (
  id: string,
  type: string,
  params: GraphNode["params"] = {},
  more: Partial<GraphNode> = {},
): GraphNode => ({
  id,
  type,
  config: {},
  params,
  ...more,
});

const edge = (source: string, target: string, targetHandle: string): GraphEdge => ({
  id: `${source}-${target}-${targetHandle}`,
  source,
  sourceHandle: "out",
  target,
  targetHandle,
});

const edges = [edge("x", "z", "x"), edge("z", "a", "x"), edge("a", "C", "prediction"), edge("y", "C", "target")];

const neuron: Document = {
  ...emptyDocument,
  meta: { title: "One neuron", description: "", author: "" },
  graph: {
    nodes: [
      node("x", "Input", { value: fromNested([0.5, -1, 2]) }),
      node("z", "Linear", { weight: fromNested([[0.2, -0.4, 0.1]]) }, { label: "z_1" }),
      node("a", "Sigmoid"),
      node("y", "Input", { value: fromNested([1]) }),
      node("C", "Loss"),
    ],
    edges,
  },
  layout: { x: { x: 0, y: 0 }, z: { x: 400, y: 0 }, a: { x: 760, y: 0 }, y: { x: 760, y: 220 }, C: { x: 1100, y: 0 } },
};

/** The picture once so many steps are done; all of them where it is left out. */
function pictureOf(document: Document, position?: number, options: Partial<PictureOptions> = {}) {
  const analysis = analyse(document.graph);
  const tape = compile(analysis);
  forward(tape);
  backward(tape);
  const all = readTape(tape);
  const readings = position === undefined ? all : readingsAt(all, scoreOf(analysis), position);
  return drawPicture(document, analysis, readings, { theme: "light", ...options });
}

/** What stands between the opening and the closing tag of the group with this attribute. */
function group(svg: string, attribute: string): string {
  const start = svg.indexOf(`<g ${attribute}`);
  expect(start, attribute).toBeGreaterThanOrEqual(0);
  let depth = 0;
  for (const { 0: tag, index } of svg.slice(start).matchAll(/<\/?g[ >]/g)) {
    depth += tag.startsWith("</") ? -1 : 1;
    if (depth === 0) return svg.slice(start, start + index);
  }
  throw new Error(`${attribute} is not closed`);
}

/** The tags of a text that is well-formed XML of the kind that a picture is; throws where it is not. */
function tagsOf(svg: string): ReadonlySet<string> {
  const open: string[] = [];
  const seen = new Set<string>();
  const rest = svg.replace(
    /<(\/?)([a-z]+)((?: [A-Za-z][A-Za-z:-]*="[^"<]*")*)(\/?)>/g,
    (_, close: string, tag: string, attributes: string, empty: string) => {
      seen.add(tag);
      const names = [...attributes.matchAll(/ ([A-Za-z:-]+)="/g)].map(([, name]) => name);
      if (new Set(names).size < names.length) throw new Error(`an attribute twice: ${attributes}`);
      if (close) {
        if (open.pop() !== tag) throw new Error(`${tag} closes what it did not open`);
      } else if (!empty) open.push(tag);
      return "";
    },
  );
  if (open.length > 0) throw new Error(`not closed: ${open.join()}`);
  const bare = svg.replace(/&(?:amp|lt|gt|quot|#39);/g, "");
  if (/[<>]/.test(rest) || bare.includes("&")) throw new Error("a sign that was not escaped");
  return seen;
}

const DRAWN = new Set(["svg", "title", "desc", "defs", "pattern", "g", "rect", "circle", "path", "text", "tspan"]);

test("a picture is one image with a title and each edge in words", () => {
  const { svg, width, height } = pictureOf(neuron);
  expect(svg).toMatch(
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="[-\d. ]+" width="\d+" height="\d+" role="img"/,
  );
  expect(svg).toContain(`width="${width}" height="${height}"`);
  expect(svg).toContain("<title>One neuron</title>");
  expect(svg).toContain("A graph of 5 nodes and 4 edges.");
  expect(svg).toMatch(/Edge from x to x of z_1: value 0\.5, −1, 2; gradient /);
  expect([...tagsOf(svg)].filter((tag) => !DRAWN.has(tag))).toEqual([]);
});

test("each node and each edge is a group that a player finds, each edge with both lanes", () => {
  const { svg } = pictureOf(neuron);
  for (const { id } of neuron.graph.nodes) expect(svg).toContain(`data-node="${id}"`);
  for (const { id } of neuron.graph.edges) {
    const wire = group(svg, `data-edge="${id}"`);
    expect(wire).toContain('data-lane="value" data-state="known"');
    expect(wire).toContain('data-lane="gradient" data-state="known"');
  }
  expect(group(svg, 'data-edge="a-C-prediction"')).toMatch(/>0\.668<.*>−0\.664</);
});

test("the same arguments give the same text", () => {
  expect(pictureOf(neuron, 4).svg).toBe(pictureOf(structuredClone(neuron), 4).svg);
});

test("what is not computed yet says so, and what no cost depends on says that", () => {
  const before = pictureOf(neuron, 0).svg;
  expect(before).not.toContain('data-state="known"');
  expect(group(before, 'data-node="C"')).toContain("not yet");
  const half = pictureOf(neuron, 5).svg;
  expect(group(half, 'data-edge="x-z-x"')).toContain('data-lane="gradient" data-state="not-yet"');
  const aside = node("p", "Tanh");
  const beside: Document = {
    ...neuron,
    graph: { nodes: [...neuron.graph.nodes, aside], edges: [...edges, edge("z", "p", "x")] },
  };
  for (const position of [3, undefined]) {
    const wire = group(pictureOf(beside, position).svg, 'data-edge="z-p-x"');
    expect(wire).toContain('data-lane="gradient" data-state="no-cost"');
    expect(wire).toContain(">no cost<");
  }
});

test("the node that is worked on has a halo, and what its step wrote is thick and warm", () => {
  const { svg } = pictureOf(neuron, 8, { current: "a", changed: new Set(["z-a-x"]), changedLane: "gradient" });
  const halo = "#f5b98f";
  expect(group(svg, 'data-node="a" data-current=""')).toContain(halo);
  expect(group(svg, 'data-node="z"')).not.toContain(halo);
  const wire = group(svg, 'data-edge="z-a-x"');
  expect(wire).toContain(halo);
  expect(wire).toMatch(/data-part="line" stroke="#b94408" stroke-width="3\.25"/);
  expect(group(svg, 'data-edge="x-z-x"')).not.toContain(halo);
});

test("a theme changes colours and nothing else", () => {
  const bare = (theme: "light" | "dark") =>
    pictureOf(neuron, undefined, { theme })
      .svg.replaceAll(/#[0-9a-f]{6}|rgb\([\d, ]+\)/g, "")
      .replaceAll(/(light|dark)|fill-opacity="[\d.]+"/g, "");
  expect(bare("dark")).toBe(bare("light"));
  expect(pictureOf(neuron).svg).not.toBe(pictureOf(neuron, undefined, { theme: "dark" }).svg);
});

test("faces are carried in the picture where they are given", () => {
  const { svg } = pictureOf(neuron, undefined, {
    fontFaces: '@font-face{font-family:"Inter";src:url(data:font/woff2;base64,AA==)}',
  });
  expect(svg).toContain("<style>@font-face{font-family:&quot;Inter&quot;;");
  expect(pictureOf(neuron).svg).not.toContain("<style");
});

test("a name is set as mathematics", () => {
  const named = { ...neuron, graph: { nodes: [node("h", "Sigmoid", {}, { label: "sigma_2" })], edges: [] } };
  expect(group(pictureOf(named).svg, 'data-node="h"')).toMatch(
    /font-style="italic">σ<\/tspan><tspan [^>]*dy="3\.4"[^>]*>2</,
  );
});

test("a card shows its formula in one line, with indexes low, exponents high and letters slanted", () => {
  const formulaOf = (document: Document, id: string) =>
    /data-part="formula"[^>]*>(.*?)<\/text>/.exec(group(pictureOf(document).svg, `data-node="${id}"`))?.[1] ?? "none";
  const words = (spans: string) => spans.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");
  expect(words(formulaOf(neuron, "z"))).toBe("z1 = x W⊤");
  expect(formulaOf(neuron, "z")).toMatch(/font-style="italic">z<\/tspan><tspan [^>]*dy="3"[^>]*>1</);
  expect(words(formulaOf(neuron, "C"))).toBe("1/N · (aj − yj)²");
  const expression = node("g", "Expression", {}, { config: { expression: "exp(-(x / 2)^2) * sin(pi x)" } });
  const given: Document = {
    ...neuron,
    graph: { nodes: [node("x", "Input", { value: fromNested([1]) }), expression], edges: [edge("x", "g", "x")] },
  };
  expect(words(formulaOf(given, "g"))).toBe("g = e−(x/2)² sin(π x)");
  expect(formulaOf(given, "g")).toMatch(/>e<\/tspan><tspan [^>]*dy="-[\d.]+"[^>]*>−\(</);
});

test("pictures have cards of the size that they have on the canvas, so that what was laid out there stands as it did", () => {
  const analysis = analyse(neuron.graph);
  const { svg } = pictureOf(neuron);
  for (const each of neuron.graph.nodes) {
    const { width, height } = planOf(each, analysis);
    expect(group(svg, `data-node="${each.id}"`)).toContain(`width="${width + 1}" height="${height + 1}" rx="10.5"`);
  }
});

test("a name that does not fit beside its type is cut", () => {
  const header = (label: string) =>
    group(
      pictureOf({ ...neuron, graph: { nodes: [node("h", "GaussianConv", {}, { label })], edges: [] } }).svg,
      'data-node="h"',
    );
  expect(header("hidden layer of the filter in front")).toMatch(/>hidden lay[a-z ]*…<\/tspan>/);
  expect(header("重み重み重み重み重み重み重み重み重み重み")).toMatch(/>重み重み[重み]*…<\/tspan>/);
});

test("whatever ids, labels, types, settings and titles hold, the picture is well-formed and nothing in it runs", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.constantFrom(
      "<script>alert(1)</script>",
      "]]><img src=x onerror=alert(1)>",
      '" onload="alert(1)',
      "\u0000\u001b\ud800\uffff\u202e",
      "__proto__",
      "&lt;!DOCTYPE",
    ),
  );
  fc.assert(
    fc.property(hostile, hostile, hostile, hostile, (id, label, type, title) => {
      const document: Document = {
        ...neuron,
        graph: {
          nodes: [
            node("x", "Input", { value: fromNested([1]) }, { label }),
            node(`n${id}`, "Expression", {}, { config: { expression: title } }),
            node(`u${id}`, type, {}, { label }),
            node("a", "Sigmoid"),
          ],
          edges: [{ ...edge("x", "a", "x"), id }],
        },
      };
      const { svg } = pictureOf(document, undefined, { title });
      expect([...tagsOf(svg)].filter((tag) => !DRAWN.has(tag))).toEqual([]);
      expect(svg).not.toMatch(/[\p{Cs}\ufffe\uffff]|[^\P{Cc}\n]/u);
      expect(svg.replaceAll(/"[^"]*"/g, "").replaceAll(/>[^<]*</g, "><")).not.toMatch(/ on\w+=/);
    }),
    { numRuns: 200 },
  );
});

test("nodes without a place stand in layers, each right of what feeds it, and on nothing else", () => {
  const loose: Document = { ...neuron, layout: {} };
  const lefts = new Map(
    [...pictureOf(loose).svg.matchAll(/data-node="(\w+)".*? transform="translate\((-?[\d.]+) (-?[\d.]+)\)"/g)].map(
      ([, id, x, y]) => [id as string, { x: Number(x), y: Number(y) }],
    ),
  );
  for (const { source, target } of edges) expect(lefts.get(source)?.x).toBeLessThan(lefts.get(target)?.x as number);
  expect(new Set([...lefts.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(5);
  const partly = pictureOf({ ...neuron, layout: { x: { x: 300, y: 500 } } }).svg;
  expect(partly).toMatch(/data-node="z".*? transform="translate\([\d.]+ (?:5[5-9]\d|[6-9]\d\d)\)"/);
});

test("a picture holds all that is drawn, with a margin", () => {
  const moved = place(neuron, { C: { x: 3000, y: 900 }, x: { x: -500, y: -70 } });
  const { svg, width, height } = pictureOf(moved);
  const [left, top] = (/viewBox="(-?\d+) (-?\d+)/.exec(svg) ?? []).slice(1).map(Number) as [number, number];
  expect(left).toBeLessThanOrEqual(-524);
  expect(top).toBeLessThanOrEqual(-94);
  expect(left + width).toBeGreaterThan(3116);
  expect(top + height).toBeGreaterThan(960);
});

test("a label of any length is said in brief, however many edges repeat it", () => {
  const label = "long ".repeat(200_000);
  const targets = Array.from({ length: 200 }, (_, at) => node(`t${at}`, "Tanh"));
  const graph = {
    nodes: [node("x", "Input", { value: fromNested([1]) }, { label }), ...targets],
    edges: targets.map(({ id }) => edge("x", id, "x")),
  };
  expect(pictureOf({ ...neuron, graph, layout: {} }).svg.length).toBeLessThan(1e6);
});

test("a graph of 5,000 nodes without places is drawn in time", () => {
  const nodes = Array.from({ length: 5_000 }, (_, at) =>
    node(`n${at}`, at === 0 ? "Input" : "Sum", at === 0 ? { value: fromNested([1, 2]) } : {}),
  );
  const chain = nodes.slice(1).map(({ id }, at) => edge(`n${at}`, id, "x"));
  const { svg } = pictureOf({ ...neuron, graph: { nodes, edges: chain }, layout: {} });
  expect(svg.match(/data-node=/g)).toHaveLength(5_000);
}, 60_000);

test("an empty graph, a loop, a lost edge and a card beyond all bounds can be drawn", () => {
  expect(pictureOf(emptyDocument).svg).toContain("There is nothing in this graph yet.");
  const odd: Document = {
    ...neuron,
    graph: {
      nodes: [
        node("a", "Sigmoid"),
        node("b", "Tanh"),
        node("k", "GaussianConv", { mu: zeros([3]), sigma: zeros([3]) }),
      ],
      edges: [edge("a", "b", "x"), edge("b", "a", "x"), edge("a", "gone", "x"), edge("a", "k", "nothing")],
    },
    layout: { k: { x: 1e300, y: -1e300 } },
  };
  const { svg, width } = pictureOf(odd);
  expect(width).toBeLessThan(1e7);
  expect(svg).toContain('data-edge="a-b-x"');
  expect(svg).toContain("Edge from a to x of gone: no value yet");
  expect(tagsOf(svg).has("path")).toBe(true);
});
