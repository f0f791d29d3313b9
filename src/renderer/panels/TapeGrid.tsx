import { type KeyboardEvent, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { texName } from "#core/formula/name";
import { nameOf, typeNameOf } from "#core/graph/graph";
import { FamilyDot } from "../controls/FamilyDot";
import { useSize } from "../fields/use-size";
import { windowOf } from "../fields/window-of";
import { Formula } from "../formula/Formula";
import { pointOutNode, useCardPointedAt } from "../state/pointed";
import { select, useSession } from "../state/session";
import { goTo, useStep, useStepping } from "../state/stepping";
import { viewport } from "../state/viewport";
import panel from "./Panel.module.css";
import styles from "./TapePanel.module.css";
import type { TapeRow } from "./tape-rows";

/** Pixels; TapePanel.module.css has them too. */
const LINE = 28;
const HEAD = 24;
const SPARE = 4;

/** The columns, from left to right. */
const COLUMNS = ["entry", "forward", "backward"] as const;
type Column = (typeof COLUMNS)[number];

interface Cell {
  readonly row: number;
  readonly column: Column;
}

/** The entries in running order, with a mark for the step each way. Only the lines that are seen are on the page. */
export function TapeGrid({ rows }: { readonly rows: readonly TapeRow[] }) {
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const [measured, { height }] = useSize<HTMLDivElement>();
  const [scrolled, setScrolled] = useState(0);
  const [chosen, setChosen] = useState<Cell>({ row: 0, column: "entry" });
  const [focused, setFocused] = useState(false);
  const position = useStepping((stepping) => stepping?.position ?? null);
  const step = useStep();
  const card = useCardPointedAt();
  const selected = useSession(({ selection }) => selection.nodes);

  const ref = useCallback(
    (element: HTMLDivElement | null) => {
      grid.current = element;
      return measured(element);
    },
    [measured],
  );

  // The keyboard follows the steps, so that it goes on from where they are.
  const current: Cell | null = step && step.phase !== "seed" ? { row: step.place, column: step.phase } : null;
  const [seen, setSeen] = useState<number | null>(null);
  if (seen !== position) {
    setSeen(position);
    if (current) setChosen(current);
  }
  const active: Cell = { ...chosen, row: Math.min(chosen.row, rows.length - 1) };

  const shown = windowOf(scrolled, Math.max(0, height - HEAD), rows.length, LINE, SPARE);
  const lines = Array.from({ length: shown.end - shown.start }, (_, at) => shown.start + at);
  // What the keyboard is on must be there, even where it was scrolled away.
  if (active.row < shown.start || active.row >= shown.end) lines.push(active.row);

  const { row: activeRow } = active;
  useLayoutEffect(() => show(grid.current, activeRow, shown.pitch), [activeRow, shown.pitch]);
  const hovered = card === null ? -1 : rows.findIndex(({ node }) => node.id === card);
  useLayoutEffect(() => {
    if (hovered >= 0) show(grid.current, hovered, shown.pitch);
  }, [hovered, shown.pitch]);
  useEffect(() => () => pointOutNode(null), []);
  const activeNode = rows[activeRow]?.node.id ?? null;
  useEffect(() => {
    if (focused) pointOutNode(activeNode);
  }, [focused, activeNode]);

  function act({ row, column }: Cell): void {
    const at = rows[row];
    if (!at) return;
    setChosen({ row, column });
    const to = column === "entry" ? null : at[column];
    if (column === "entry") {
      select([at.node.id]);
      viewport()?.reveal(new Set([at.node.id]));
    } else if (to !== null) goTo(to);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((height - HEAD) / LINE) - 1);
    const next = keyTarget(event.key, active, rows.length, page);
    if (event.key === "Enter" || event.key === " ") act(active);
    else if (next) setChosen(next);
    else return;
    event.preventDefault();
  }

  const cellId = (cell: Cell) => `${id}-${cell.row}-${cell.column}`;
  return (
    <div ref={ref} className={styles.scroller} onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollTop)}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it is a table that arrow keys move about in.
        role="grid"
        aria-label="Tape"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={cellId(active)}
        tabIndex={0}
        className={styles.grid}
        onKeyDown={onKeyDown}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false);
          pointOutNode(null);
        }}
      >
        <thead className={styles.head}>
          <tr aria-rowindex={1} className={styles.line}>
            <th scope="col">Entry</th>
            <th scope="col">Forward</th>
            <th scope="col">Backward</th>
          </tr>
        </thead>
        <tbody className={styles.rows} style={{ height: shown.length }}>
          {lines.map((row) => {
            const at = rows[row];
            if (!at) return null;
            const { node, ran } = at;
            const props = (column: Column) => ({
              id: cellId({ row, column }),
              "data-active": (row === active.row && column === active.column) || undefined,
              onClick: () => act({ row, column }),
            });
            return (
              <tr
                key={node.id}
                aria-rowindex={row + 2}
                aria-selected={selected.has(node.id)}
                className={styles.row}
                style={{ top: shown.top + (row - shown.start) * LINE }}
                data-current={row === current?.row || (step?.phase === "seed" && ran.op.isCost) || undefined}
                data-pointed={row === hovered || undefined}
                onPointerEnter={() => pointOutNode(node.id)}
                onPointerLeave={() => pointOutNode(focused ? activeNode : null)}
              >
                <td {...props("entry")} className={styles.entry} onDoubleClick={() => act({ row, column: "forward" })}>
                  <span className={styles.place}>{row + 1}</span>
                  <FamilyDot family={ran.op.family} />
                  <span className={styles.name}>
                    <Formula tex={texName(nameOf(node))} label={nameOf(node)} />
                  </span>
                  <span className={styles.type}>{typeNameOf(node)}</span>
                </td>
                {(["forward", "backward"] as const).map((way) => (
                  <td
                    key={way}
                    {...props(way)}
                    className={styles.mark}
                    {...(row === current?.row && way === current.column ? { "aria-current": "step" as const } : {})}
                  >
                    <Mark way={way} at={at[way]} position={position} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface MarkProps {
  readonly way: "forward" | "backward";
  /** The position at which the step has just been done; null where there is none. */
  readonly at: number | null;
  readonly position: number | null;
}

function Mark({ way, at, position }: MarkProps) {
  if (at === null) {
    return (
      <span className={styles.none} title="C does not depend on it, so it is not done backward">
        <span aria-hidden>–</span>
        <span className={panel.hidden}>not done backward</span>
      </span>
    );
  }
  const isDone = position === null || position >= at;
  return (
    <span className={styles.sign} data-way={way} data-done={isDone || undefined} title={`Go to step ${at}`}>
      <span aria-hidden>{way === "forward" ? "→" : "←"}</span>
      <span className={panel.hidden}>{`${way}, step ${at}, ${isDone ? "done" : "to come"}`}</span>
    </span>
  );
}

function keyTarget(key: string, { row, column }: Cell, count: number, page: number): Cell | null {
  const to = (other: number) => ({ row: Math.max(0, Math.min(count - 1, other)), column });
  const beside = (by: number) => ({ row, column: COLUMNS[COLUMNS.indexOf(column) + by] ?? column });
  switch (key) {
    case "ArrowDown":
      return to(row + 1);
    case "ArrowUp":
      return to(row - 1);
    case "ArrowRight":
      return beside(1);
    case "ArrowLeft":
      return beside(-1);
    case "PageDown":
      return to(row + page);
    case "PageUp":
      return to(row - page);
    case "Home":
      return to(0);
    case "End":
      return to(count - 1);
    default:
      return null;
  }
}

/** Scrolls no farther than it takes to see a line. */
function show(grid: HTMLElement | null, row: number, pitch: number): void {
  if (!grid) return;
  const top = row * pitch;
  const room = grid.clientHeight - HEAD;
  if (top < grid.scrollTop) grid.scrollTop = top;
  else if (top + LINE > grid.scrollTop + room) grid.scrollTop = top + LINE - room;
}
