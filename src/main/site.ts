import { extname, resolve, sep } from "node:path";

/**
 * What the page may load. Styles may stand in attributes and elements, as KaTeX writes the one and Radix's scroll lock the
 * other; with images, fonts and connections held to our own, a style has nowhere to send what it could read. Scripts come
 * from our own files only: no inline script, no eval; `wasm-unsafe-eval` compiles WebAssembly and nothing else.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const MIME_TYPES: ReadonlyMap<string, string> = new Map([
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".json", "application/json; charset=utf-8"],
  [".gradwire", "application/json; charset=utf-8"],
  [".gradrec", "application/x-ndjson; charset=utf-8"],
  [".csv", "text/csv; charset=utf-8"],
  [".md", "text/plain; charset=utf-8"],
  [".txt", "text/plain; charset=utf-8"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".ico", "image/x-icon"],
  [".woff2", "font/woff2"],
  [".wasm", "application/wasm"],
]);

/**
 * The file under `root` that the path of an address names, or null where it names none: a path that leaves `root`, a hidden
 * file, or one that cannot be decoded. Whether the file exists is for the reader to find out.
 */
export function siteFile(root: string, pathname: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (!path.startsWith("/") || /[\0\\:]/.test(path)) return null;
  if (path.split("/").some((part) => part.startsWith("."))) return null;
  const file = resolve(root, `.${path.endsWith("/") ? `${path}index.html` : path}`);
  return file.startsWith(resolve(root) + sep) ? file : null;
}

/** The headers that go with a file of the site, the same in both hosts. */
export function siteHeaders(file: string): Record<string, string> {
  return {
    "Content-Type": MIME_TYPES.get(extname(file).toLowerCase()) ?? "application/octet-stream",
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
    // Together these isolate the page from others, without which there is no shared memory between threads.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
  };
}
