import { any, checkOptions, oneOf, only } from "./refuse.mjs";
import { answerStory, tell } from "./story.mjs";

/**
 * @typedef {{ readonly kind: "open" | "save", readonly path: string | null } | { readonly kind: "message", readonly button: string }} Answer
 */

/** @type {Answer[]} what the story will answer, in this order */
const queue = [];

/** @type {{ readonly kind: Answer["kind"], readonly options: object }[]} */
const asked = [];

/** @type {{ readonly kind: Answer["kind"], readonly give: (answer: Answer) => void }[]} dialogs that are open */
const open = [];

answerStory("answer", (/** @type {Answer} */ answer) => {
  const [first] = open;
  if (first === undefined) return void queue.push(answer);
  open.shift();
  first.give(answer);
});
answerStory("asked", () => asked);

/**
 * @param {Answer["kind"]} kind
 * @param {object} options
 */
function note(kind, options) {
  // Without what cannot be sent to the story.
  asked.push({ kind, options: JSON.parse(JSON.stringify(options)) });
}

/**
 * @param {Answer["kind"]} kind
 * @param {object} options
 * @returns {any} the answer of this kind, or null
 */
function queued(kind, options) {
  const answer = queue.shift();
  if (answer === undefined) return null;
  if (answer.kind === kind) return answer;
  tell({
    fault: `The story answers a dialog of kind ${answer.kind}, and what opened is: ${kind} ${JSON.stringify(options)}`,
  });
  return null;
}

/** How long a dialog stays open for a story that has not said its answer yet. */
const PATIENCE = 30_000;

/**
 * @param {Answer["kind"]} kind
 * @param {object} options
 * @returns {Promise<any>} the answer of this kind, or null
 */
async function ask(kind, options) {
  note(kind, options);
  const answer = queued(kind, options);
  if (answer !== null) return answer;
  return new Promise((resolve) => {
    const give = (/** @type {any} */ answer) => {
      clearTimeout(giveUp);
      resolve(answer.kind === kind ? answer : null);
    };
    const waiting = { kind, give };
    const giveUp = setTimeout(() => {
      open.splice(open.indexOf(waiting), 1);
      tell({ fault: `Nobody answers a dialog: ${kind} ${JSON.stringify(options)}` });
      resolve(null);
    }, PATIENCE);
    giveUp.unref();
    open.push(waiting);
  });
}

const OPEN = {
  properties: /** @param {any} value */ (value) => JSON.stringify(value) === '["openFile"]',
  filters: any,
};
const SAVE = { defaultPath: any, filters: any };
const MESSAGE = {
  type: oneOf("none", "info", "error", "question", "warning"),
  title: any,
  message: any,
  detail: any,
  buttons: any,
  defaultId: any,
  cancelId: any,
};

/**
 * @param {any[]} args with or without the window that the dialog belongs to
 */
const optionsOf = (args) => args.at(-1);

/**
 * @param {{ buttons?: string[], cancelId?: number }} options
 * @param {{ button: string } | null} answer
 */
function response({ buttons = ["OK"], cancelId = 0 }, answer) {
  if (answer === null) return cancelId;
  const at = buttons.indexOf(answer.button);
  if (at < 0) tell({ fault: `The story presses “${answer.button}”, and there is: ${buttons.join(", ")}` });
  return at < 0 ? cancelId : at;
}

export const dialog = only("dialog", {
  /** @param {any[]} args */
  async showOpenDialog(...args) {
    checkOptions("dialog.showOpenDialog", optionsOf(args), OPEN);
    const path = (await ask("open", optionsOf(args)))?.path ?? null;
    return { canceled: path === null, filePaths: path === null ? [] : [path] };
  },
  /** @param {any[]} args */
  async showSaveDialog(...args) {
    checkOptions("dialog.showSaveDialog", optionsOf(args), SAVE);
    const path = (await ask("save", optionsOf(args)))?.path ?? null;
    return { canceled: path === null, filePath: path ?? "" };
  },
  /** @param {any[]} args */
  async showMessageBox(...args) {
    checkOptions("dialog.showMessageBox", optionsOf(args), MESSAGE);
    return { response: response(optionsOf(args), await ask("message", optionsOf(args))), checkboxChecked: false };
  },
  /** Blocks the program, so its answer must have been said before. @param {any[]} args */
  showMessageBoxSync(...args) {
    const options = optionsOf(args);
    checkOptions("dialog.showMessageBoxSync", options, MESSAGE);
    note("message", options);
    const answer = queued("message", options);
    if (answer === null) tell({ fault: `Nobody answers a dialog: ${JSON.stringify(options)}` });
    return response(options, answer);
  },
});
