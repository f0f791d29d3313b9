import { isOurs, toElectron } from "./address.mjs";
import { chromium } from "./chromium.mjs";
import { checkOptions, oneOf, only, refuse } from "./refuse.mjs";
import { tell } from "./story.mjs";

/** What an https address gives, and no less: a scheme with other privileges would behave differently. */
const PRIVILEGES = {
  standard: oneOf(true),
  secure: oneOf(true),
  supportFetchAPI: oneOf(true),
  codeCache: oneOf(true, false),
};

/** @type {Set<string>} */
const registered = new Set();

/** @type {Map<string, (request: Request) => Response | Promise<Response>>} */
const handlers = new Map();

export const clock = { ready: false };

export const protocol = only("protocol", {
  /** @param {{ scheme: string, privileges: Record<string, boolean> }[]} schemes */
  registerSchemesAsPrivileged(schemes) {
    if (clock.ready) throw new Error("protocol.registerSchemesAsPrivileged should be called before app is ready");
    for (const { scheme, privileges, ...rest } of schemes) {
      if (scheme !== "app") refuse(`scheme ${scheme}`);
      checkOptions("protocol.registerSchemesAsPrivileged", { ...rest, privileges }, { privileges: PRIVILEGES });
      for (const needed of ["standard", "secure", "supportFetchAPI"]) {
        if (!privileges[needed]) refuse(`a scheme that is not ${needed}`);
      }
      registered.add(scheme);
    }
  },
  /**
   * @param {string} scheme
   * @param {(request: Request) => Response | Promise<Response>} handler
   */
  handle(scheme, handler) {
    if (!clock.ready) throw new Error("protocol.handle must be called after app is ready");
    if (!registered.has(scheme)) refuse(`a handler of ${scheme}:, which has no privileges`);
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    handlers.set(scheme, handler);
  },
});

/**
 * Answers a request that Chromium holds up for us, with what the program's handler says.
 * @param {{ requestId: string, request: { url: string, method: string, headers: Record<string, string>, postData?: string } }} paused
 */
export async function answerRequest({ requestId, request }) {
  const { connection } = chromium();
  const handler = handlers.get("app");
  try {
    if (!isOurs(request.url) || handler === undefined)
      return await connection.send("Fetch.continueRequest", { requestId });
    const { method, headers, postData } = request;
    const response = await handler(
      new Request(toElectron(request.url), { method, headers, ...(postData === undefined ? {} : { body: postData }) }),
    );
    const body = Buffer.from(await response.arrayBuffer()).toString("base64");
    const responseHeaders = [...response.headers].map(([name, value]) => ({ name, value }));
    return await connection.send("Fetch.fulfillRequest", {
      requestId,
      responseCode: response.status,
      responseHeaders,
      body,
    });
  } catch (error) {
    // A window that is gone, and a page that it may not open and that is closed again, need no answer.
    if (/Invalid InterceptionId|is gone/.test(String(error))) return;
    tell({ fault: `The program did not answer ${toElectron(request.url)}: ${error}` });
    await connection.send("Fetch.failRequest", { requestId, errorReason: "Failed" }).catch(() => {});
  }
}
