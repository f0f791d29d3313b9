import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { CONTENT_SECURITY_POLICY, siteFile, siteHeaders } from "./site";

const root = resolve("/srv/gradwire");

describe("siteFile", () => {
  test.each([
    ["/", "index.html"],
    ["/index.html", "index.html"],
    ["/assets/index-B1.js", "assets/index-B1.js"],
    ["/lessons/", "lessons/index.html"],
    ["/lessons/two%20words.gradwire", "lessons/two words.gradwire"],
  ])("finds %s inside the root", (pathname, file) => {
    expect(siteFile(root, pathname)).toBe(join(root, file));
  });

  test.each([
    "/../secret",
    "/assets/../../secret",
    "/%2e%2e/secret",
    "/..%2fsecret",
    "/..%5csecret",
    "/c:/windows",
    "/.git/config",
    "/a%00.html",
    "/%zz",
    "",
    "assets/x.js",
  ])("names no file for %s", (pathname) => {
    expect(siteFile(root, pathname)).toBeNull();
  });
});

describe("siteHeaders", () => {
  test("tells the type of each kind of file that the app loads", () => {
    expect(siteHeaders("/x/index.html")["Content-Type"]).toBe("text/html; charset=utf-8");
    expect(siteHeaders("/x/a.JS")["Content-Type"]).toBe("text/javascript; charset=utf-8");
    expect(siteHeaders("/x/a.gradwire")["Content-Type"]).toBe("application/json; charset=utf-8");
    expect(siteHeaders("/x/a.gradrec")["Content-Type"]).toBe("application/x-ndjson; charset=utf-8");
    expect(siteHeaders("/x/a.unheard")["Content-Type"]).toBe("application/octet-stream");
  });

  test("carries a policy that runs no inline script and no eval", () => {
    expect(siteHeaders("/x/index.html")["Content-Security-Policy"]).toBe(CONTENT_SECURITY_POLICY);
    const scripts = CONTENT_SECURITY_POLICY.split("; ").find((rule) => rule.startsWith("script-src"));
    expect(scripts).toBe("script-src 'self' 'wasm-unsafe-eval'");
  });

  test("lets the page read pictures and films that it made itself, and none from elsewhere", () => {
    const rules = CONTENT_SECURITY_POLICY.split("; ");
    expect(rules).toContain("img-src 'self' data: blob:");
    expect(rules).toContain("media-src 'self' blob:");
  });
});
