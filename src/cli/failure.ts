/** What a command may fail of beside what is wrong with the file that it was given. */
export type FailureCode = "not-written" | "too-much" | "failed";

/** Thrown where a command cannot do what it was asked to; the message says why. */
export class Failure extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string) {
    super(message);
    this.code = code;
  }
}
