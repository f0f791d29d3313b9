import { CircleCheckBig } from "lucide-react";
import { useMemo } from "react";
import { checkOperations } from "#core/check/check-work";
import { LARGEST_BY_ENTRY } from "#core/check/tensor-check";
import { nameOf } from "#core/graph/graph";
import { sayDuration, secondsOf } from "#core/graph/work";
import { Button } from "../controls/Button";
import { NumberField } from "../fields/NumberField";
import panel from "../panels/Panel.module.css";
import { type CheckScope, cancelCheck, runCheck, setCheckOptions, useCheck } from "../state/checking";
import { useSession } from "../state/session";
import styles from "./Checking.module.css";
import { CheckProblems } from "./CheckProblems";
import { CheckResultView } from "./CheckResultView";

/** A check that is reckoned to take longer, in seconds, is told with that before it is begun. */
const WORTH_SAYING = 5;

/** The gradient check: what it is of and how, how far it is, and what it found. */
export function CheckPanel() {
  const graph = useSession(({ analysis }) => analysis.graph);
  const runs = useSession(({ analysis }) => analysis.runnable.length > 0);
  const costs = useSession(({ analysis }) => analysis.runnable.some(({ op }) => op.isCost));
  const only = useSession(({ selection, analysis }) => {
    const [id] = selection.nodes.size === 1 ? selection.nodes : [];
    return id !== undefined && analysis.places.has(id) ? id : null;
  });
  const node = only === null ? undefined : graph.nodes.find(({ id }) => id === only);
  const busy = useCheck((checking) => checking.under !== null);
  const ended = useCheck((checking) => checking.ended);
  const result = useCheck((checking) => checking.result);
  const analysis = useSession((session) => session.analysis);
  const seconds = useMemo(() => secondsOf(checkOperations(analysis, LARGEST_BY_ENTRY, true)), [analysis]);
  const start = (scope: CheckScope) => void runCheck(scope);
  return (
    <div className={panel.panel}>
      <header className={panel.head}>
        <h2 className={panel.title}>Gradient check</h2>
        <p className={panel.muted}>
          Moves every entry of every param and Input up and down a little, measures the slope of C, and compares it with
          the gradient on the tape. Each node is also looked at by itself, to find where a slip was made.
        </p>
      </header>
      <OptionFields />
      <div className={styles.buttons}>
        <Button
          look="strong"
          icon={<CircleCheckBig aria-hidden />}
          disabled={!runs}
          onClick={() => start({ kind: "graph" })}
        >
          Check the whole graph
        </Button>
        {node && (
          <Button onClick={() => start({ kind: "node", node: node.id })}>{`Check ${nameOf(node)} alone`}</Button>
        )}
      </div>
      {seconds > WORTH_SAYING && !busy && (
        <p className={panel.muted}>{`To check the whole graph takes about ${sayDuration(seconds)}.`}</p>
      )}
      <CheckProblems />
      {runs && !costs && (
        <p className={panel.muted}>
          There is no cost C: only each node by itself can be looked at. Add a Loss to check all the way.
        </p>
      )}
      <Progress />
      {ended !== null && (
        <p className={styles.ended} role="status">
          {ended === "stopped"
            ? "The check was cancelled. What was found before is kept."
            : "The check could not be done: the graph is too large, or Gradwire is at fault."}
        </p>
      )}
      {result ? (
        <CheckResultView result={result} />
      ) : (
        !busy && !runs && <p className={panel.muted}>Nothing to check yet: no node can run.</p>
      )}
    </div>
  );
}

const FIELDS = [
  { name: "eps", label: "eps", hint: "The step up and down" },
  { name: "atol", label: "atol", hint: "What the two may differ by …" },
  { name: "rtol", label: "rtol", hint: "… and by this share of the measured slope on top" },
] as const;

function OptionFields() {
  const options = useCheck((checking) => checking.options);
  return (
    <fieldset className={styles.options} aria-label="Step and tolerance">
      {FIELDS.map(({ name, label, hint }) => (
        <div key={name} className={styles.option} title={hint}>
          <span aria-hidden>{label}</span>
          <NumberField
            label={`${label}: ${hint}`}
            value={options[name]}
            refuse={(value) => refusalOf(name, value)}
            onChange={(value) => setCheckOptions({ [name]: value })}
          />
        </div>
      ))}
    </fieldset>
  );
}

function refusalOf(name: (typeof FIELDS)[number]["name"], value: number): string | null {
  if (name === "eps") return value > 0 && value <= 1 ? null : "eps must be greater than 0, and 1 at most";
  return value >= 0 ? null : `${name} must be 0 or more`;
}

/** Alone in hearing of every stretch, so that telling how far it is renders nothing else. */
function Progress() {
  const under = useCheck((checking) => checking.under);
  if (!under) return null;
  const { of, done, total } = under;
  const percent = total === 0 ? 0 : Math.floor((100 * done) / total);
  const words = of === "check" ? "Checking gradients" : "Trying step sizes";
  return (
    <div className={styles.progress}>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={words}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <div className={styles.fill} style={{ width: `${percent}%` }} />
      </div>
      <span className={styles.counted}>
        {words} · {percent} %
      </span>
      <Button onClick={cancelCheck}>Cancel</Button>
    </div>
  );
}
