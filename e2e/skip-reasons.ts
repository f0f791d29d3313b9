import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

/** Says why a story was skipped, which the list of stories does not. */
export default class SkipReasons implements Reporter {
  onTestEnd(story: TestCase, result: TestResult): void {
    if (result.status !== "skipped") return;
    const reasons = result.annotations.map(({ description }) => description ?? "no reason was given");
    process.stdout.write(`     skipped “${story.title}”: ${reasons.join("; ")}\n`);
  }
}
