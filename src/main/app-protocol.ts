import { readFile } from "node:fs/promises";
import { protocol } from "electron";
import { siteFile, siteHeaders } from "./site";

/** The address of the built app. */
export const APP_URL = "app://gradwire/";

/** Makes app:// a scheme like https://, with an origin of its own. Must run before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the files under `root` at APP_URL, and nothing else anywhere. */
export function serveApp(root: string): void {
  protocol.handle("app", async (request) => {
    const { host, pathname } = new URL(request.url);
    const file = host === "gradwire" && request.method === "GET" ? siteFile(root, pathname) : null;
    const content = file === null ? null : await readFile(file).catch(() => null);
    if (file === null || content === null) return new Response("Not found", { status: 404 });
    return new Response(content, { headers: siteHeaders(file) });
  });
}
