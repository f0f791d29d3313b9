// npm run dev: the app with hot reload, in Electron, or in a browser where there can be no window.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { loadConfigFromFile } from "electron-vite";
import { createServer } from "vite";
import { root } from "./build.mjs";
import { hasDisplay, whyNoDesktop } from "./desktop.mjs";

const reason = whyNoDesktop();
if (reason === null) {
  const program = join(root, "node_modules", "electron-vite", "bin", "electron-vite.js");
  const flags = process.getuid?.() === 0 ? ["--noSandbox"] : [];
  spawn(process.execPath, [program, "dev", "--watch", ...flags], { cwd: root, stdio: "inherit" });
} else {
  process.stdout.write(`No desktop window, as ${reason}: Gradwire runs in a browser instead.\n`);
  const { config } = await loadConfigFromFile({ command: "serve", mode: "development" }, undefined, root);
  const server = await createServer({
    ...config.renderer,
    configFile: false,
    server: { host: "127.0.0.1", open: hasDisplay() },
  });
  await server.listen();
  server.printUrls();
}
