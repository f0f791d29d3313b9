import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    testTimeout: 30_000,
    // What is noted while files are written goes into no folder of the person who runs the tests.
    env: { XDG_DATA_HOME: join(tmpdir(), "gradwire-tests") },
    projects: [
      {
        extends: true,
        test: {
          name: "core",
          include: ["src/core/**/*.test.ts"],
          // Nothing in core remembers a run in a module, so that its files need not be loaded anew for each of its tests.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "rooms",
          include: ["src/**/*.test.{ts,tsx}", "{scripts,mutation}/**/*.test.ts"],
          exclude: ["src/core/**", "**/node_modules/**"],
        },
      },
    ],
  },
});
