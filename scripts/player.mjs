import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { collectPackages } from "./licences/collect.mjs";
import { noticesComment } from "./licences/licences-text.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Where the app finds the player, and course pages get it: one script that needs nothing else. */
export const PLAYER_PATH = "player/gradwire-player.js";

/**
 * Builds the player into one script, and gives its text, which begins with the notices of all that is in it.
 * @param {string | null} outDir the folder that it is written to as well
 * @param {import("./licences/collect.mjs").Collection} [packages] is told of the packages in it
 * @returns {Promise<string>}
 */
export async function buildPlayer(outDir, packages) {
  const inside = collectPackages();
  const built = await build({
    root: join(root, "src", "player"),
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    plugins: [inside.plugin(), noticesFirst(inside)],
    build: {
      target: "es2023",
      ...(outDir === null ? {} : { outDir }),
      emptyOutDir: false,
      // KaTeX, mathjs and zod are most of it, and all three are needed at once.
      chunkSizeWarningLimit: 1000,
      write: outDir !== null,
      minify: true,
      lib: {
        entry: join(root, "src", "player", "index.ts"),
        formats: ["iife"],
        name: "gradwirePlayer",
        fileName: () => "gradwire-player.js",
      },
    },
  });
  const [{ output } = { output: [] }] = Array.isArray(built) ? built : "output" in built ? [built] : [];
  const [script] = output;
  if (script?.type !== "chunk" || output.length !== 1) throw new Error("The player was not built into one script.");
  packages?.add(inside);
  return script.code;
}

/**
 * Lays the notices before the script once it is small, so that they go wherever it goes.
 * @param {import("./licences/collect.mjs").Collection} packages
 * @returns {import("vite").Plugin}
 */
function noticesFirst(packages) {
  return {
    name: "gradwire-player-notices",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const made of Object.values(bundle)) {
          if (made.type === "chunk") made.code = noticesComment(packages.notices(), before()) + made.code;
        }
      },
    },
  };
}

function before() {
  return `The Gradwire player is under the MIT licence:

${readFileSync(join(root, "LICENSE"), "utf8").trim()}

It contains what follows, each under its own licence:`;
}

/**
 * Gives the app its player as a resource: from memory while it is developed, as a file where it is built.
 * @param {import("./licences/collect.mjs").Collection} packages is told of the packages in it
 * @returns {import("vite").Plugin}
 */
export function playerResource(packages) {
  return {
    name: "gradwire-player",
    configureServer({ middlewares }) {
      middlewares.use(`/${PLAYER_PATH}`, (_request, response, next) => {
        buildPlayer(null).then((script) => {
          response.setHeader("Content-Type", "text/javascript; charset=utf-8");
          response.end(script);
        }, next);
      });
    },
    async generateBundle() {
      // Beside the folder of the app, where the command line looks for it.
      const { root: page, build } = this.environment.config;
      const folder = resolve(page, build.outDir, "..", "player");
      this.emitFile({ type: "asset", fileName: PLAYER_PATH, source: await buildPlayer(folder, packages) });
    },
  };
}
