import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import { collectPackages } from "./scripts/licences/collect.mjs";
import { noticesResource } from "./scripts/licences/resource.mjs";
import { playerResource } from "./scripts/player.mjs";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const packages = collectPackages();
const { version } = JSON.parse(readFileSync(at("package.json"), "utf8"));

/**
 * Three bundles under out/. `main` has three entries: the desktop program, the command line, and the server that shows the
 * app in a plain browser; the last two run in Node 20 without Electron. Nothing is left to be loaded from node_modules.
 * Beside them the player, one script for pages that are shared, and the notices of all packages that went into any of these.
 */
export default defineConfig({
  main: {
    plugins: [packages.plugin()],
    build: {
      target: "node20.19",
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: at("src/main/index.ts"),
          cli: at("src/cli/index.ts"),
          "static-server": at("src/main/static-server.ts"),
        },
      },
    },
  },
  preload: {
    plugins: [packages.plugin()],
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at("src/preload/index.ts") },
        // A sandboxed preload can be neither an ES module nor several files.
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: at("src/renderer"),
    publicDir: at("resources"),
    define: { GRADWIRE_VERSION: JSON.stringify(version) },
    // The last of the bundles, so that all that there is to tell is known by then.
    plugins: [react(), packages.plugin(), playerResource(packages), noticesResource(packages)],
    build: {
      minify: true,
      // A font written into the style sheet as a data: address is one that the content security policy refuses.
      assetsInlineLimit: 0,
      rolldownOptions: { input: at("src/renderer/index.html") },
    },
    worker: { format: "es", plugins: () => [packages.plugin()] },
    server: { host: "127.0.0.1" },
  },
});
