import type { FullResult, Reporter, TestCase, TestResult } from "@playwright/test/reporter";

/** Says why a story was skipped, which the list of stories does not, and at the end by what the desktop's stories were told. */
export default class Reasons implements Reporter {
  readonly #told = new Map<string, number>();

  onTestEnd(story: TestCase, result: TestResult): void {
    const said = (type: string) => result.annotations.find((each) => each.type === type)?.description;
    const teller = said("told by");
    if (teller !== undefined) {
      const reason = said("as");
      const words = reason === undefined ? teller : `${teller}, as ${reason}`;
      this.#told.set(words, (this.#told.get(words) ?? 0) + 1);
    }
    if (result.status !== "skipped") return;
    const reasons = result.annotations.map(({ description }) => description ?? "no reason was given");
    process.stdout.write(`     skipped “${story.title}”: ${reasons.join("; ")}\n`);
  }

  onEnd(_result: FullResult): void {
    for (const [words, count] of this.#told) process.stdout.write(`  ${count} of the desktop told by ${words}\n`);
  }
}
