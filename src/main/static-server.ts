import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import { siteFile, siteHeaders } from "./site";

/** Where a server listens, and how to stop it. */
export interface Serving {
  readonly url: string;
  /** The address that was asked for, where it was taken and another one is used; null where it is this one. */
  readonly insteadOf: string | null;
  readonly close: () => Promise<void>;
}

/** The ports that are tried after the one asked for: always the same, so that what is kept there is found there again. */
const OTHERS = 9;

/**
 * Serves the files under `root` to this machine alone. When `port` is taken, one that is free is used instead, and the page is told:
 * what a browser keeps belongs to an address, so that what is kept at the one is not seen at the other.
 * @param port 0 for any free one
 */
export async function serveSite(root: string, port: number): Promise<Serving> {
  let insteadOf: string | null = null;
  const server = createServer((request, response) => void answer(root, insteadOf, request, response));
  if (!(await listen(server, port))) {
    insteadOf = addressOf(port);
    const others = Array.from({ length: OTHERS }, (_, at) => port + 1 + at);
    for (const other of [...others.filter((each) => each < 2 ** 16), 0]) if (await listen(server, other)) break;
  }
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: addressOf(actual),
    insteadOf,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const addressOf = (port: number): string => `http://localhost:${port}/`;

/** Whether the port was free, and is listened at now. */
function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => (error.code === "EADDRINUSE" ? resolve(false) : reject(error));
    server.once("error", refuse);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", refuse);
      resolve(true);
    });
  });
}

async function answer(
  root: string,
  insteadOf: string | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { Allow: "GET, HEAD" }).end();
    return;
  }
  const file = siteFile(root, (request.url ?? "/").replace(/[?#].*$/s, ""));
  const read = file === null ? null : await readFile(file).catch(() => null);
  if (file === null || read === null) {
    response.writeHead(404, { "Content-Type": "text/plain" }).end("Not found");
    return;
  }
  const content = insteadOf !== null && basename(file) === "index.html" ? Buffer.from(told(read, insteadOf)) : read;
  response.writeHead(200, { ...siteHeaders(file), "Content-Length": content.length });
  response.end(request.method === "HEAD" ? undefined : content);
}

/** The page with a note of the address at which it usually is. */
function told(page: Buffer, address: string): string {
  return page.toString().replace(/(?=<title>|$)/, `<meta name="gradwire-usual-address" content="${address}" />`);
}
