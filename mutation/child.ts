// A process that judges one file after the other, as scripts/mutate.mjs tells it, and can be killed where it hangs.
import { writeFileSync } from "node:fs";
import { hurt } from "./hurt";
import { judge, type Verdict } from "./judge";
import { type Kind, originals } from "./originals";
import { pythonCompiler } from "./python";

/** What the process is asked: to judge a file, or to write it down. */
export interface Asked {
  readonly kind: Kind;
  readonly seed: number;
  readonly index: number;
  readonly writeTo?: string;
}

/** What it answers: which command begins, or how all ended. `memory` is the most that the process ever held, in bytes. */
export type Answer =
  | { readonly begins: string }
  | { readonly verdict: Verdict; readonly wounds: readonly string[]; readonly memory: number }
  | { readonly written: string };

const [, , root = ".", scratch = "out"] = process.argv;
const unhurt = originals(root);
const compile = pythonCompiler();
const send = (answer: Answer) => void process.send?.(answer);

process.on("message", async ({ kind, seed, index, writeTo }: Asked) => {
  send({ begins: "hurting" });
  const { wounds, bytes } = hurt(unhurt, kind, seed, index);
  if (writeTo !== undefined) {
    writeFileSync(writeTo, bytes);
    return send({ written: writeTo });
  }
  const verdict = await judge(kind, bytes, scratch, compile, (begins) => send({ begins }));
  send({ verdict, wounds, memory: process.resourceUsage().maxRSS * 1024 });
});
