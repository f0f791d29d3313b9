import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { anyPython } from "../src/core/export/fixtures/real-python";
import type { Compile } from "./commands";

const COMPILES = `
import base64, sys, warnings
warnings.simplefilter("ignore")
for line in sys.stdin:
    try:
        compile(base64.b64decode(line).decode("utf-8"), "exported", "exec")
        print("", flush=True)
    except Exception as error:
        print(repr(error).replace("\\n", " "), flush=True)
`;

/** One Python that compiles text after text; where there is none on this machine, all is taken to compile. */
export function pythonCompiler(): Compile {
  if (anyPython === null) return async () => null;
  const python = spawn(anyPython, ["-c", COMPILES], { stdio: ["pipe", "pipe", "ignore"] });
  python.unref();
  const answers = createInterface(python.stdout)[Symbol.asyncIterator]();
  return async (text) => {
    python.stdin.write(`${Buffer.from(text).toString("base64")}\n`);
    const { value, done } = await answers.next();
    return done ? "Python is gone" : value || null;
  };
}
