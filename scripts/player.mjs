import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Where the app finds the player, and course pages get it: one script that needs nothing else. */
export const PLAYER_PATH = "player/gradwire-player.js";

/**
 * Builds the player into one script, and gives its text.
 * @param {string | null} outDir the folder that it is written to as well
 * @returns {Promise<string>}
 */
export async function buildPlayer(outDir) {
  const built = await build({
    root: join(root, "src", "player"),
    configFile: false,
    publicDir: false,
    logLevel: "warn",
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
  return script.code;
}

/**
 * Gives the app its player as a resource: from memory while it is developed, as a file where it is built.
 * @returns {import("vite").Plugin}
 */
export function playerResource() {
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
      this.emitFile({ type: "asset", fileName: PLAYER_PATH, source: await buildPlayer(join(root, "out", "player")) });
    },
  };
}
