import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromNested, sameTensor } from "#core/tensor/tensor";
import { lesson, squared, walk, whole, written } from "./fixtures/recordings";
import { openPlayer } from "./player";
import { isRecordingText, readRecording } from "./read";
import { MOST_EVENTS } from "./read-lines";
import { verifyRecording } from "./verify";
import { captionsVtt } from "./vtt";
import { writeRecording } from "./write-recording";

const small = written((recorder) => {
  walk(recorder);
  recorder.update(0.5, 1);
  recorder.end(0);
});
const lines = small.trimEnd().split("\n");
const header = JSON.parse(lines[0] as string) as Record<string, unknown>;

/** Reads, plays, proves and writes whatever the text is; tells what became of it. */
function use(text: string) {
  const read = readRecording(text);
  expect(read.recording === null).toBe(read.problems.length > 0);
  for (const { message } of [...read.problems, ...read.flaws]) expect(message.length).toBeLessThan(400);
  if (!read.recording) return { ...read, verdict: null };
  const player = openPlayer(read.recording);
  for (const at of [0, player.length, player.length >> 1, 1]) player.frameAt(at);
  captionsVtt(read.recording);
  const again = readRecording(writeRecording(read.recording));
  expect(again.flaws).toEqual([]);
  expect(again.recording?.events.filter(({ what }) => what.code !== "x").length).toBe(
    read.recording.events.filter(({ what }) => what.code !== "x").length,
  );
  return { ...read, verdict: verifyRecording(read.recording) };
}

const withLine = (at: number, line: string) => [...lines.slice(0, at), line, ...lines.slice(at)].join("\n");
const withHeader = (fields: Record<string, unknown>) =>
  lines.with(0, JSON.stringify({ ...header, ...fields })).join("\n");

describe("a recording", () => {
  it("cut at any byte opens as far as it is whole, or says that its first line is cut", () => {
    const recording = whole(small);
    const first = (lines[0] as string).length;
    for (let length = 0; length < small.length; length += 1) {
      const { recording: cut, problems, flaws } = readRecording(small.slice(0, length));
      if (length < first) {
        expect(cut).toBeNull();
        expect(problems.map(({ code }) => code)).toEqual(["not-json"]);
        continue;
      }
      const events = cut?.events ?? [];
      expect(events.length).toBeLessThanOrEqual(recording.events.length);
      expect(events).toEqual(recording.events.slice(0, events.length));
      // Only the last line break can be missing without a loss.
      expect(flaws.map(({ kind }) => kind)).toEqual(length === small.length - 1 ? [] : ["cut"]);
      if (length % 97 === 0 && cut) expect(verifyRecording(cut).firstMismatch).toBeNull();
    }
  });

  it("changed in any way neither throws nor hangs", () => {
    const all = written(lesson);
    const piece = fc.oneof(
      fc.constantFrom(
        "null",
        "-1",
        "1e999",
        "9007199254740993",
        '"#0000000000000000"',
        '"__proto__"',
        "[]",
        "{}",
        '"NaN"',
        "\n",
      ),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.nat(all.length), fc.nat(30), piece, (at, length, text) => {
        use(all.slice(0, at) + text + all.slice(at + length));
      }),
      { numRuns: 400 },
    );
  });

  it("with any value in any place of a line neither throws nor hangs", () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom<unknown>(
        -1,
        2 ** 31,
        2 ** 53,
        1e308,
        "NaN",
        "",
        "#",
        "constructor",
        null,
        [],
        {},
        [[]],
        [[1], [2, 3]],
      ),
    );
    const spoil = (json: unknown, path: readonly number[], put: unknown): unknown => {
      const [step, ...rest] = path;
      if (step === undefined || typeof json !== "object" || json === null) return put;
      const entries = Object.entries(json);
      if (entries.length === 0) return put;
      const [key, inner] = entries[step % entries.length] as [string, unknown];
      const next = spoil(inner, rest, put);
      return Array.isArray(json) ? json.with(Number(key), next) : { ...json, [key]: next };
    };
    fc.assert(
      fc.property(fc.nat(lines.length - 1), fc.array(fc.nat(9), { maxLength: 5 }), value, (at, path, put) => {
        use(lines.with(at, JSON.stringify(spoil(JSON.parse(lines[at] as string), path, put))).join("\n"));
      }),
      { numRuns: 400 },
    );
  });

  it("with its lines in any order opens as far as the order makes sense", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(lines.slice(1)), (some) => {
        use([lines[0], ...some].join("\n"));
      }),
      { numRuns: 100 },
    );
  });
});

describe("the first line", () => {
  it.each([
    ["an empty file", "", "not-json", "is empty"],
    ["a graph", JSON.stringify(header.graph), "not-gradwire", "not a recording"],
    ["a newer version", withHeader({ version: 2 }), "newer-version", "version 2; this Gradwire reads up to version 1"],
    ["no version", withHeader({ version: "1" }), "schema", "version must be a whole number"],
    ["a need that is not known", withHeader({ requires: ["z9"] }), "newer-version", "needs “z9”"],
    ["a kind of values that there is not", withHeader({ values: "some" }), "schema", "values"],
    ["no graph", withHeader({ graph: undefined }), "not-gradwire", "is not a Gradwire graph"],
    [
      "a graph of a newer version",
      withHeader({ graph: { ...(header.graph as object), version: 7 } }),
      "newer-version",
      "version 7",
    ],
    ["brackets without end", "[".repeat(100_000), "not-json", "first line"],
    [
      "brackets 100,000 deep",
      `{"format":"gradwire-recording","version":1,"deep":${"[".repeat(1e5)}${"]".repeat(1e5)}}`,
      "schema",
      "nested too deep",
    ],
  ])("with %s is refused, and why", (_, text, code, message) => {
    const { problems } = use(text);
    expect(problems[0]).toMatchObject({ code });
    expect(problems[0]?.message).toContain(message);
  });

  it("with a graph in which two nodes have one id is refused with what is wrong with the graph", () => {
    const graph = header.graph as { nodes: readonly unknown[] };
    const { problems } = use(withHeader({ graph: { ...graph, nodes: [...graph.nodes, graph.nodes[0]] } }));
    expect(problems.map(({ code }) => code)).toEqual(["duplicate-id"]);
  });

  it("needs nothing but its format, version and graph, and keeps what it does not know", () => {
    const { recording } = use(JSON.stringify({ format: header.format, version: 1, graph: header.graph, extra: [1] }));
    expect(recording?.header).toMatchObject({ title: "", rate: null, rest: { extra: [1] } });
    expect(isRecordingText(small)).toBe(true);
    expect(isRecordingText(JSON.stringify(header.graph))).toBe(false);
  });
});

const missing = '[0,"f",{"step":1,"node":"x","out":"#00000000000000ff"}]';
const update = '[0,"u",{"step":1}]';

describe("from a line on, the rest is left out where it", () => {
  it.each([
    ["is no JSON", "{oops", "is not JSON"],
    ["is no event", '{"f":1}', "must be [seconds, code, object]"],
    ["goes back in time", '[-1,"p",{}]', "must not be below 0"],
    ["takes for ever", '[1e300,"p",{}]', "must not be over"],
    ["is nested 100,000 deep", `[0,"c",{"text":${"[".repeat(1e5)}${"]".repeat(1e5)}}]`, "nested too deep"],
    ["is a step out of order", '[0,"f",{"step":2,"node":"x"}]', "step 2 comes after step 0"],
    ["has a huge step number", '[0,"u",{"step":9007199254740991}]', "out of order"],
    ["has a step number that is none", '[0,"u",{"step":1e300}]', "wrong “u”: step"],
    ["refers to what was not written", missing, "not written before it"],
    ["has a ragged tensor", '[0,"f",{"step":1,"node":"x","out":[[1],[2,3]]}]', "ragged"],
    ["edits a node that there is not", '[0,"e",{"position":0,"params":{"__proto__":{"value":1}}}]', "does not have"],
    ["edits a param that there is not", '[0,"e",{"position":0,"params":{"x":{"constructor":1}}}]', "does not have"],
    ["edits a param into another shape", '[0,"e",{"position":0,"params":{"x":{"value":[1,2,3]}}}]', "it is 2"],
    ["puts a card nowhere", '[0,"e",{"position":0,"layout":{"x":{"x":"NaN","y":0}}}]', "wrong “e”"],
    [
      "brings a graph that is none",
      '[0,"e",{"position":0,"graph":{"format":"gradwire-graph","version":9}}]',
      "version 9",
    ],
  ])("%s", (_, line, message) => {
    const { recording, flaws } = use(withLine(1, line));
    expect(recording?.events).toEqual([]);
    expect(flaws).toEqual([{ kind: "damaged", line: 2, message: expect.stringContaining(message) }]);
    expect(flaws[0]?.message).toContain("from here on it is left out");
  });

  it("is an update too many without a keyframe", () => {
    const updates = Array.from({ length: 300 }, (_, at) => update.replace("1}", `${at + 1}}`));
    const { recording, flaws } = use([lines[0], ...updates].join("\n"));
    expect(recording?.events.length).toBe(256);
    expect(flaws[0]?.message).toContain("no keyframe in more than 256 steps");
  });

  it("comes after the end", () => {
    const { flaws, recording } = use(`${small}[0,"p",{}]\n`);
    expect(recording?.events.length).toBe(lines.length - 1);
    expect(flaws[0]?.message).toContain("goes on after its end");
  });
});

describe("only a line is left out where", () => {
  it.each([
    ["a camera is nowhere", '[0,"s",{"camera":{"x":"NaN","y":0,"width":1}}]'],
    ["a camera sees nothing", '[0,"s",{"camera":{"x":0,"y":0,"width":0}}]'],
    ["a camera is beyond all canvas", '[0,"s",{"camera":{"x":1e300,"y":0,"width":1}}]'],
    ["a caption is no text", '[0,"c",{"text":7}]'],
    ["a question has no answer", '[0,"q",{"prompt":"?","choices":["a"]}]'],
    ["an answer is none of the choices", '[0,"q",{"prompt":"?","choices":["a"],"answer":1}]'],
  ])("%s", (_, line) => {
    const { recording, flaws, verdict } = use(withLine(3, line));
    expect(recording?.events.length).toBe(lines.length - 1);
    expect(flaws[0]).toEqual({ kind: "damaged", line: 4, message: expect.stringContaining("this line is left out") });
    expect(verdict?.firstMismatch).toBeNull();
  });

  it("but not for ever", () => {
    const { recording, flaws } = use([lines[0], ...Array.from({ length: 1e4 }, () => '[0,"c",{}]')].join("\n"));
    expect(recording?.events).toEqual([]);
    expect(flaws.length).toBe(101);
  });
});

describe("what can be opened all the same", () => {
  it("is one with another hash, and says so", () => {
    for (const text of [small.replace(/"hash":"."?/, '"hash":"x'), small.replace('"seed":0', '"seed":1')]) {
      expect(use(text).flaws).toEqual([
        { kind: "damaged", line: lines.length, message: expect.stringContaining("hash is another") },
      ]);
    }
    expect(use(small.replace('"created":""', '"created":"2000"')).flaws).toEqual([]);
    expect(use(small.replaceAll(/^\[1,/gm, "[7.5,")).flaws).toEqual([]);
    expect(use(small.replaceAll("\n", "\r\n")).flaws).toEqual([]);
  });

  it("has lines with codes that are not known, and keeps them", () => {
    const { recording } = use(withLine(2, '[1,"zz",{"a":[1,2]}]'));
    expect(recording?.events[1]?.what).toEqual({ code: "unknown", name: "zz", payload: { a: [1, 2] } });
    expect(recording?.events.length).toBe(lines.length);
  });

  it("has a position beyond the pass, which is its end", () => {
    const { recording, verdict } = use(`${lines[0]}\n[0,"k",{"position":4000000000,"params":{}}]\n`);
    const player = openPlayer(recording as NonNullable<typeof recording>);
    expect(player.frameAt(1).position).toBe(13);
    expect(verdict?.firstMismatch?.message).toContain("tells of 4000000000 steps");
  });

  it("has a keyframe with params of other shapes, which the graph does not take on", () => {
    const text = `${lines[0]}\n${update}\n[0,"k",{"position":0,"params":{"x":{"value":[1,2,3]},"z":{"weight":[[9,9]]}}}]\n`;
    const { recording, verdict } = use(text);
    const { nodes } = openPlayer(recording as NonNullable<typeof recording>).frameAt(2).document.graph;
    expect(nodes[0]).toBe((recording as NonNullable<typeof recording>).header.document.graph.nodes[0]);
    expect(sameTensor(nodes[2]?.params.weight as never, fromNested([[9, 9]]))).toBe(true);
    expect(verdict?.firstMismatch).toMatchObject({ step: 1 });
  });

  it("has ids like those of every object", () => {
    const names = new Map([
      ["x", "__proto__"],
      ["p", "constructor"],
    ]);
    const named = (id: string) => names.get(id) ?? id;
    const { nodes, edges } = squared.graph;
    const document = {
      ...squared,
      graph: {
        nodes: nodes.map((node) => ({ ...node, id: named(node.id) })),
        edges: edges.map((edge) => ({ ...edge, source: named(edge.source), target: named(edge.target) })),
      },
      layout: JSON.parse('{"__proto__":{"x":1,"y":2}}'),
    };
    const { recording, verdict, flaws } = use(
      written(
        (recorder) => {
          walk(recorder);
          recorder.update(1, 1);
          recorder.end(0);
        },
        { document },
      ),
    );
    expect(flaws).toEqual([]);
    expect(verdict?.firstMismatch).toBeNull();
    expect(recording?.events.length).toBe(lines.length - 1);
    expect(JSON.stringify(recording)).toContain('"__proto__":');
  });

  it("has captions with markup in them, which stay the text they are", () => {
    const text = "<img src=x onerror=alert(1)>\n</script> \u0000 \u2028 --> \ud800";
    const { recording } = use(
      written((recorder) => {
        recorder.tell({ code: "c", text, node: "<b>" }, 0);
        recorder.end(0);
      }),
    );
    expect(recording?.events[1]?.what).toEqual({ code: "c", text, node: "<b>" });
  });
});

describe("a very large recording", () => {
  it("of over 64 MB is refused at once", () => {
    const { problems } = readRecording(`${lines[0]}\n${'[0,"p",{}]\n'.repeat(9_100_000)}`);
    expect(problems[0]?.message).toContain("larger than the 64 MB");
  });

  it("of lines without end is read as far as a million", () => {
    const { recording, flaws } = readRecording(`${lines[0]}\n${'[0,"p",{}]\n'.repeat(MOST_EVENTS + 5)}`);
    expect(recording?.events.length).toBe(MOST_EVENTS);
    expect(flaws[0]?.message).toContain("has more than");
  }, 60_000);

  it("of edits of a large graph is read as far as it can be played", () => {
    const nodes = Array.from({ length: 50_000 }, (_, at) => ({ id: `n${at}`, type: "Input", params: { value: 1 } }));
    const graph = { format: "gradwire-graph", version: 1, nodes, edges: [] };
    const edit = '[0,"e",{"position":0,"params":{"n1":{"value":2}}}]\n';
    const { recording, flaws } = readRecording(`${JSON.stringify({ ...header, graph })}\n${edit.repeat(10_000)}`);
    expect(flaws[0]?.message).toContain("more edits of so large a graph");
    expect(recording?.events.length).toBeLessThan(1500);
  }, 60_000);
});
