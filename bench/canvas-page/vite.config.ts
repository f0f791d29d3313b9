import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The canvas alone, built as the program's page is built. */
export default {
  root: at("."),
  base: "./",
  publicDir: false,
  logLevel: "warn",
  plugins: [react()],
  worker: { format: "es" },
  build: { outDir: at("../../.cache/bench-canvas"), emptyOutDir: true },
};
