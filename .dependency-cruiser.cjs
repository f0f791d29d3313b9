// The arrows of docs/architecture.md. Type imports count, and a cycle of types is a cycle.

/** Which rooms of core each room may import, besides itself and the leaves `problem.ts`, `json.ts`, `own.ts` and `shorten.ts`. */
const before = {
  tensor: [],
  formula: ["tensor"],
  expression: ["formula"],
  ops: ["expression"],
  graph: ["ops"],
  tape: ["graph"],
  check: ["tape"],
  telling: ["check"],
  train: ["tape"],
  document: ["graph"],
  recording: ["tape", "document", "train"],
  drawing: ["document", "tape"],
  export: ["drawing", "telling", "train"],
  film: ["recording", "export"],
};

const tests = "\\.test\\.tsx?$|/fixtures/";
const leaves = "^src/core/(problem|json|own|shorten)\\.ts$";

/** A room with all that it may import, and all that those may. */
function reach(room) {
  return [...new Set([room, ...before[room].flatMap(reach)])];
}

const coreArrows = Object.keys(before).map((room) => ({
  name: `core-${room}`,
  comment: `src/core/${room} may import: ${reach(room).join(", ")}, and the leaves`,
  severity: "error",
  from: { path: `^src/core/${room}/`, pathNot: tests },
  to: { path: "^src/core/", pathNot: [`^src/core/(${reach(room).join("|")})/`, leaves] },
}));

/** Only files that match `where` may import the package. */
function onlyIn(name, where) {
  return {
    name: `${name.replace(/\W+/g, "-").replace(/^-/, "")}-has-one-room`,
    comment: `${name} may be imported only from ${where}`,
    severity: "error",
    from: { path: "^(src|e2e|scripts|bench)/", pathNot: [where, tests] },
    to: { path: `^(node_modules/)?${name}(/|$)` },
  };
}

function never(name, from, to) {
  return { name, severity: "error", from, to };
}

module.exports = {
  forbidden: [
    never("no-cycle", {}, { circular: true }),
    never("no-unresolved", {}, { couldNotResolve: true }),
    never(
      "no-undeclared-package",
      { path: "^(src|e2e|scripts|bench)/" },
      { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    ),
    never(
      "no-dev-package-in-program",
      { path: "^src/", pathNot: tests },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "^node_modules/electron/" },
    ),
    never(
      "no-orphan",
      {
        orphan: true,
        path: "^src/",
        pathNot: [tests, "\\.d\\.ts$", "^src/(main|cli|preload|player)/index\\.ts$"],
      },
      {},
    ),

    ...coreArrows,
    never("core-leaf", { path: leaves }, { path: "^src/", pathNot: leaves }),
    never(
      "op-not-op",
      { path: "^src/core/ops/", pathNot: [tests, "^src/core/ops/index\\.ts$"] },
      {
        path: "^src/core/ops/",
        pathNot: "^src/core/ops/(define|affine|gauss-kernel|vicas-expressions|pair|loss-kinds)\\.ts$",
      },
    ),
    never("define-knows-no-op", { path: "^src/core/ops/define\\.ts$" }, { path: "^src/core/ops/" }),
    never(
      "core-is-pure",
      { path: "^src/core/", pathNot: tests },
      {
        pathNot: ["^src/core/", "^(node_modules/)?(mathjs|zod)(/|$)"],
      },
    ),

    onlyIn("mathjs", "^src/core/expression/parse\\.ts$"),
    onlyIn("zod", "^src/(core/(document|recording)|main|preload)/|^src/renderer/state/read-settings\\.ts$"),
    onlyIn("@xyflow", "^src/renderer/canvas/"),
    onlyIn("katex", "^src/typeset/|^src/renderer/formula/"),
    onlyIn("mediabunny", "^src/renderer/video/"),
    onlyIn("gifenc", "^src/renderer/video/"),
    onlyIn("fflate", "^src/renderer/share/"),
    onlyIn("zustand", "^src/renderer/state/"),
    onlyIn("stubborn-fs", "^src/disk/"),
    onlyIn("env-paths", "^src/disk/"),
    onlyIn("electron", "^src/(main|preload)/|^e2e/"),

    never("disk-stands-alone", { path: "^src/disk/", pathNot: tests }, { path: "^src/", pathNot: "^src/disk/" }),
    never("disk-for-the-hosts", { path: "^src/", pathNot: ["^src/(disk|main|cli)/", tests] }, { path: "^src/disk/" }),
    never("main-not-renderer", { path: "^src/(main|preload)/" }, { path: "^src/(renderer|cli)/" }),
    never("preload-not-main", { path: "^src/preload/" }, { path: "^src/main/" }),
    never(
      "serve-without-electron",
      { path: "^src/main/(static-server|site)\\.ts$" },
      { reachable: true, path: "^(node_modules/)?electron(/|$)" },
    ),
    never("cli-not-desktop", { path: "^src/cli/" }, { path: "^src/(main|preload|renderer)/" }),
    never(
      "cli-without-electron",
      { path: "^src/cli/index\\.ts$" },
      { reachable: true, path: "^(node_modules/)?electron(/|$)" },
    ),
    never(
      "typeset-knows-core-only",
      { path: "^src/typeset/", pathNot: tests },
      { path: "^src/", pathNot: "^src/(typeset|core)/" },
    ),
    never(
      "player-stands-alone",
      { path: "^src/player/", pathNot: tests },
      { path: "^src/", pathNot: "^src/(player|core|typeset)/" },
    ),
    never(
      "player-by-its-page",
      { path: "^src/", pathNot: ["^src/player/", tests] },
      { path: "^src/player/", pathNot: "^src/player/page\\.ts$" },
    ),
    never("renderer-not-main", { path: "^src/renderer/", pathNot: tests }, { path: "^src/(main|cli)/" }),
    never(
      "renderer-preload-types-only",
      { path: "^src/renderer/", pathNot: tests },
      {
        path: "^src/preload/",
        dependencyTypesNot: ["type-only"],
      },
    ),
    never("renderer-without-node", { path: "^src/renderer/", pathNot: tests }, { dependencyTypes: ["core"] }),
    never("program-not-tests", { path: "^src/", pathNot: tests }, { path: [tests, "^(e2e|scripts|bench)/"] }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    doNotFollow: { path: "^node_modules/" },
    exclude: { path: "^(out|\\.cache)/" },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types", "typings"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".css"],
    },
  },
};
