import { own } from "#core/own";
import type { Document } from "./document";

/** The paper whose equations the formulas are numbered after. */
const PAPER = "Vicas 2022";

/** Whether a document says of itself that it follows the paper: its `meta.source` begins with the paper's name. */
export function isAfterVicas({ meta }: Pick<Document, "meta">): boolean {
  const source = own(meta.rest ?? {}, "source");
  return typeof source === "string" && source.startsWith(PAPER);
}
