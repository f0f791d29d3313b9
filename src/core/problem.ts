/** Codes of the contract (docs/file-format.md). Programs rely on them; the words beside them may change. */
export type ProblemCode =
  | "not-json"
  | "not-gradwire"
  | "newer-version"
  | "schema"
  | "duplicate-id"
  | "unknown-type"
  | "dangling-edge"
  | "unknown-handle"
  | "handle-taken"
  | "missing-input"
  | "cycle"
  | "shape-mismatch"
  | "bad-config"
  | "bad-param"
  | "bad-expression"
  | "unknown-setting"
  | "not-finite";

/**
 * Something the user can mend, in words a learner understands, and where it is.
 * `node`, `handle`, `edge`, `param` and `config` name the place as exactly as is known.
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly node?: string;
  readonly handle?: string;
  readonly edge?: string;
  readonly param?: string;
  readonly config?: string;
}

/** So many problems are listed to a person at once; the rest is counted. */
export const MOST_LISTED = 100;

/** A problem as an op sees it: the op knows its own handles, params and settings, but not which node it is. */
export type Fault = Omit<Problem, "node" | "edge">;

/** A warning is shown and listed, but does not stop a run. */
export function isWarning(problem: Problem): boolean {
  return problem.code === "not-finite" || problem.code === "unknown-setting";
}
