// The line between the program and the story that is told with it: Node's own channel to the process that started this one.

/** @type {Map<string, (...args: any[]) => unknown>} */
const answers = new Map();

/**
 * Says something to the story, where one listens.
 * @param {object} message
 */
export function tell(message) {
  if (process.send && process.connected) process.send(message);
  else if ("fault" in message) process.stderr.write(`${message.fault}\n`);
}

/**
 * Lets the story ask for something by this name.
 * @param {string} name
 * @param {(...args: any[]) => unknown} answer
 */
export function answerStory(name, answer) {
  answers.set(name, answer);
}

process.on("message", async (/** @type {{ id: number, ask: string, args: unknown[] }} */ { id, ask, args }) => {
  try {
    const answer = answers.get(ask);
    if (answer === undefined) throw new Error(`The stand-in answers no ${ask}`);
    tell({ id, value: await answer(...args) });
  } catch (error) {
    tell({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
