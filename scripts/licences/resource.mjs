import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../build.mjs";
import { grouped, noticesText } from "./licences-text.mjs";

/** Where the app finds what it says of the packages in it. */
export const NOTICES_PATH = "third-party.json";

/** The same for people, beside what was built. */
export const NOTICES_FILE = "THIRD-PARTY.txt";

/**
 * Gives the app the notices of all packages as a resource, and lays them beside the bundles as a text.
 * @param {import("./collect.mjs").Collection} packages those of every bundle that was made before
 * @returns {import("vite").Plugin}
 */
export function noticesResource(packages) {
  return {
    name: "gradwire-notices",
    configureServer({ middlewares }) {
      // What is developed is not bundled, so it shows what the last build was made of.
      middlewares.use(`/${NOTICES_PATH}`, (_request, response, next) => {
        try {
          response.setHeader("Content-Type", "application/json; charset=utf-8");
          response.end(readFileSync(join(root, "out", "renderer", NOTICES_PATH)));
        } catch (error) {
          next(error);
        }
      });
    },
    generateBundle: {
      order: "post",
      handler() {
        const source = `${JSON.stringify(grouped(packages.notices()))}\n`;
        this.emitFile({ type: "asset", fileName: NOTICES_PATH, source });
      },
    },
    writeBundle({ dir }) {
      if (dir !== undefined)
        writeFileSync(join(dir, "..", NOTICES_FILE), noticesText(packages.notices(), introduction()));
    },
  };
}

function introduction() {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return `Gradwire ${version} is under the MIT licence, which the file LICENSE beside its source code holds:

${readFileSync(join(root, "LICENSE"), "utf8").trim()}

Its built files contain what follows, each under its own licence. Electron, whose program shows them in a window, is not among them: it
brings its own licence and those of Chromium along, in the files LICENSE and LICENSES.chromium.html beside it. The data that lessons use
have their sources and licences in renderer/data/README.md.`;
}
