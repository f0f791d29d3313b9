import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.{ts,tsx}", "{scripts,mutation}/**/*.test.ts"],
    environment: "node",
    testTimeout: 30_000,
    // What is noted while files are written goes into no folder of the person who runs the tests.
    env: { XDG_DATA_HOME: join(tmpdir(), "gradwire-tests") },
  },
});
