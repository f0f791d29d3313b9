import { resolve } from "node:path";
import { root } from "../build.mjs";
import { noticeOf, packageFolder } from "./packages.mjs";

/** Files of ours that hold pieces of a package, which the bundler cannot know of. */
const COPIED = new Map([[resolve(root, "src/player/icons.ts"), "lucide-react"]]);

/** Pieces that the build tools put into what they make, by how their modules are called. */
const HELPERS = /** @type {const} */ ([
  [/^\0?vite\//, "vite"],
  [/^\0?rolldown\//, "rolldown"],
]);

/** What makes a font of an asset. */
const FONT = /\.(woff2?|ttf|otf)$/;

/**
 * The packages of which something is in one or several bundles.
 * @typedef {object} Collection
 * @property {() => import("vite").Plugin} plugin watches a bundle being made; each bundle has one of its own
 * @property {(others: Collection) => void} add what was collected of a bundle that goes into one of these
 * @property {() => ReadonlyMap<string, boolean>} folders of the packages, and whether fonts of theirs are there
 * @property {() => readonly import("./packages.mjs").Notice[]} notices by name
 */

/** @returns {Collection} */
export function collectPackages() {
  /** @type {Map<string, boolean>} */
  const folders = new Map();
  /** @param {string} file */
  const see = (file) => {
    const folder = folderOf(file);
    if (folder !== null) folders.set(folder, folders.get(folder) === true || FONT.test(file));
  };
  return {
    plugin: () => ({
      name: "gradwire-packages",
      generateBundle: {
        order: "pre",
        handler(_, bundle) {
          for (const made of Object.values(bundle)) {
            if (made.type === "asset") {
              for (const file of made.originalFileNames) see(resolve(this.environment.config.root, file));
            } else {
              for (const [id, { renderedLength }] of Object.entries(made.modules)) if (renderedLength > 0) see(id);
            }
          }
          // Style sheets become assets that have forgotten what they are made of.
          for (const id of this.getModuleIds()) if (/\.css($|\?)/.test(id)) see(id);
        },
      },
    }),
    add: (others) => {
      for (const [folder, hasFonts] of others.folders()) folders.set(folder, folders.get(folder) === true || hasFonts);
    },
    folders: () => folders,
    notices: () => [...folders].map(([folder, hasFonts]) => noticeOf(folder, hasFonts)).sort(byName),
  };
}

/** @param {string} id of a module, or the path of a file */
function folderOf(id) {
  const helper = HELPERS.find(([name]) => name.test(id))?.[1] ?? COPIED.get(id);
  if (helper !== undefined) return resolve(root, "node_modules", helper);
  return packageFolder(id.replace(/^\0/, "").replace(/\?.*$/, ""));
}

/** @param {import("./packages.mjs").Notice} a @param {import("./packages.mjs").Notice} b */
function byName(a, b) {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
