import { useEffect, useState } from "react";
import type { Path } from "#core/check/paths";
import { exact, grouped, short } from "#core/drawing/number-format";
import { nameOf } from "#core/graph/graph";
import { Formula } from "../formula/Formula";
import { Section } from "../panels/Section";
import { pointOut, pointOutAll } from "../state/pointed";
import { askEngine } from "../state/running";
import { useSession } from "../state/session";
import type { Explanation, ToldPaths } from "../worker/explain";
import { SignedBar } from "./SignedBar";
import styles from "./Why.module.css";

interface PathListProps {
  readonly of: Explanation;
  readonly cost: string;
}

const FEW = 5;
/** Names at either end of a path that is longer than can be read. */
const ENDS = 4;

/** The paths from an entry to C, and what each adds to its gradient. Pointing at one lights it on the canvas. */
export function PathList({ of, cost }: PathListProps) {
  const found = usePaths(of);
  const [all, setAll] = useState(false);
  useEffect(() => () => pointOut(null), []);
  if (!found || found.count === 0) return null;
  const { count, paths, rest, numbers } = found;
  const shown = all ? paths : paths.slice(0, FEW);
  const hidden = paths.slice(shown.length);
  const more = hidden.length + rest.count;
  const left = hidden.reduceRight((sum, { contribution }) => sum + contribution, rest.sum);
  const max = Math.max(0, ...shown.map(({ contribution }) => Math.abs(contribution)).filter(Number.isFinite));
  return (
    <Section
      title={`Paths to ${cost}`}
      aside={
        <span className={styles.aside}>{count === 1 ? "one" : count > 2 ** 53 ? short(count) : grouped(count)}</span>
      }
    >
      <ul className={styles.paths} aria-label={`Paths to ${cost}`}>
        {shown.map((path, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: paths have no names, and the list is made anew as a whole.
          <PathLine key={at} path={path} numbers={numbers[at] ?? null} max={max} />
        ))}
      </ul>
      {more > 0 && (
        <p className={styles.rest}>
          {hidden.length > 0 ? (
            <button type="button" className={styles.fold} onClick={() => setAll(true)}>
              {`and ${grouped(more)} more`}
            </button>
          ) : (
            `and ${more > 2 ** 53 ? short(more) : grouped(more)} more, not followed`
          )}
          <span className={styles.product} title={exact(left)}>
            {short(left)}
          </span>
        </p>
      )}
    </Section>
  );
}

interface PathLineProps {
  readonly path: Path;
  /** The product as TeX; null where there is none that can be read. */
  readonly numbers: string | null;
  readonly max: number;
}

function PathLine({ path: { steps, contribution }, numbers, max }: PathLineProps) {
  const names = useNames();
  const light = () => pointOutAll(steps.flatMap(({ edge }) => edge ?? []));
  const dark = () => pointOut(null);
  const nodes = steps.map(({ node }) => names(node));
  const told =
    nodes.length > 2 * ENDS + 1
      ? [...nodes.slice(0, ENDS), `… ${grouped(nodes.length - 2 * ENDS)} more …`, ...nodes.slice(-ENDS)]
      : nodes;
  return (
    <li>
      <button
        type="button"
        className={styles.path}
        onPointerEnter={light}
        onPointerLeave={dark}
        onFocus={light}
        onBlur={dark}
        onClick={light}
      >
        <span className={styles.way}>{told.length === 0 ? "it is the cost itself" : told.join(" → ")}</span>
        <span className={styles.worth} title={exact(contribution)}>
          {numbers === null || steps.length < 2 ? (
            <span className={styles.product}>{short(contribution)}</span>
          ) : (
            <Formula tex={numbers} />
          )}
        </span>
        <SignedBar value={contribution} max={max} />
      </button>
    </li>
  );
}

function useNames(): (id: string) => string {
  const { nodes } = useSession(({ analysis }) => analysis.graph);
  return (id) => {
    const node = nodes.find((each) => each.id === id);
    return node ? nameOf(node) : id;
  };
}

function usePaths(of: Explanation): ToldPaths | null {
  const [kept, setKept] = useState<{ readonly of: Explanation; readonly paths: ToldPaths | null } | null>(null);
  useEffect(() => {
    let wanted = true;
    void askEngine((engine) => engine.paths(of.place, of.at)).then((paths) => {
      if (wanted) setKept({ of, paths });
    });
    return () => {
      wanted = false;
    };
  }, [of]);
  return kept?.of.at === of.at && JSON.stringify(kept.of.place) === JSON.stringify(of.place) ? kept.paths : null;
}
