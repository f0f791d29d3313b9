import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildIfStale, root } from "../scripts/build.mjs";
import { serveSite } from "../src/main/static-server";

/** Serves the built app as `npm start` does, from a copy, so that a build meanwhile takes no file from under a story. */
export default async function setUp(): Promise<() => Promise<void>> {
  buildIfStale();
  const site = await mkdtemp(join(tmpdir(), "gradwire-stories-"));
  await cp(join(root, "out", "renderer"), site, { recursive: true });
  const serving = await serveSite(site, 0);
  process.env.GRADWIRE_URL = serving.url;
  return async () => {
    await serving.close();
    await rm(site, { recursive: true });
  };
}
