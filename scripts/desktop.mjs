import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./build.mjs";

const electron = join(root, "node_modules", "electron");

/** The path of Electron's program, or null where it is not installed. Importing "electron" would start a download. */
export function electronProgram() {
  const pathFile = join(electron, "path.txt");
  if (!existsSync(pathFile)) return null;
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electron, "dist");
  const program = join(folder, readFileSync(pathFile, "utf8").trim());
  return existsSync(program) ? program : null;
}

/** Whether there is a screen to open a window on. */
export function hasDisplay() {
  if (process.platform !== "linux") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Why no desktop window can be opened here, in a few words; null where one can. Downloads nothing. */
export function whyNoDesktop() {
  if (!hasDisplay()) return "there is no display";
  if (electronProgram() === null) return "Electron's program is not installed";
  return null;
}

/** Tries once, for three minutes at most, to have Electron's program fetched by its own package. */
export function installElectron() {
  const installer = join(electron, "install.js");
  if (!existsSync(installer)) return;
  process.stdout.write("Fetching Electron's program, once (about 120 MB) ...\n");
  spawnSync(process.execPath, [installer], { stdio: "ignore", timeout: 180_000 });
}
