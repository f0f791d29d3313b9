import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { ops } from "#core/ops/index";
import { FamilyDot } from "../controls/FamilyDot";
import { SearchField } from "../controls/SearchField";
import { Formula } from "../formula/Formula";
import { useLive } from "./live-store";
import styles from "./Palette.module.css";
import { FAMILIES, freshSettings, paletteTex, searchOps } from "./palette-search";
import { DRAGGED_TYPE, type PaletteRequest, palette } from "./palette-store";

interface PaletteProps {
  readonly onChoose: (type: string, request: PaletteRequest) => void;
  /** Called when it closes without a choice. */
  readonly onLeave: () => void;
}

/** The list of nodes to add: type to find, arrows to choose, Enter to add; or drag one onto the canvas. */
export function Palette({ onChoose, onLeave }: PaletteProps) {
  const request = useLive(palette);
  if (!request) return null;
  const key = `${request.screen?.x} ${request.screen?.y} ${request.family}`;
  return <OpenPalette key={key} request={request} onChoose={onChoose} onLeave={onLeave} />;
}

function OpenPalette({ request, onChoose, onLeave }: PaletteProps & { readonly request: PaletteRequest }) {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const offered = ops.filter((op) => fits(op, request));
  const found = searchOps(offered, query);
  const chosen = found[Math.min(at, found.length - 1)];

  useOutside(box, () => close());
  usePlace(box, request);
  useEffect(() => {
    box.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: "nearest" });
  }, [at]);

  const close = () => {
    palette.set(null);
    onLeave();
  };
  const choose = (type: string) => {
    palette.set(null);
    onChoose(type, request);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((at + step + found.length) % Math.max(1, found.length));
    else if (event.key === "Home" && query === "") setAt(0);
    else if (event.key === "End" && query === "") setAt(found.length - 1);
    else if (event.key === "Enter" && chosen) choose(chosen.type);
    else if (event.key === "Escape") close();
    else if (event.key !== "Tab") return;
    event.preventDefault();
    event.stopPropagation();
  };

  const title = request.family ? FAMILIES.find(({ family }) => family === request.family)?.title : undefined;
  return (
    <div
      ref={box}
      className={styles.palette}
      role="dialog"
      aria-label={request.anchor ? "Add and connect a node" : "Add a node"}
    >
      <SearchField
        label={request.anchor ? "Add and connect a node" : title ? `Add a node: ${title.toLowerCase()}` : "Add a node"}
        value={query}
        shortcut="/"
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen ? `${id}-${chosen.type}` : undefined}
        onKeyDown={onKeyDown}
        onChange={(text) => {
          setQuery(text);
          setAt(0);
        }}
      />
      <div className={styles.list} id={`${id}-list`} role="listbox" aria-label="Nodes">
        {found.map((op, index) => (
          <div
            key={op.type}
            id={`${id}-${op.type}`}
            data-at={index}
            role="option"
            tabIndex={-1}
            aria-selected={op === chosen}
            className={styles.option}
            title={op.summary}
            draggable
            onDragStart={(event) => {
              event.dataTransfer.setData(DRAGGED_TYPE, op.type);
              event.dataTransfer.effectAllowed = "copy";
            }}
            onDragEnd={close}
            onPointerMove={() => setAt(index)}
            onClick={() => choose(op.type)}
            onKeyDown={onKeyDown}
          >
            <FamilyDot family={op.family} />
            <span className={styles.type}>{op.type}</span>
            <span className={styles.tex} aria-hidden="true">
              <Formula tex={paletteTex(op)} />
            </span>
          </div>
        ))}
        {found.length === 0 && <p className={styles.none}>No node is called that. Try “layer”, “σ” or “cost”.</p>}
      </div>
      {chosen && <p className={styles.summary}>{chosen.summary}</p>}
    </div>
  );
}

function fits(op: (typeof ops)[number], { family, anchor }: PaletteRequest): boolean {
  if (family && op.family !== family) return false;
  return anchor?.side !== "source" || Object.keys(op.inputs(freshSettings(op))).length > 0;
}

/** Keeps the list inside the canvas, wherever it was asked for. */
function usePlace(box: React.RefObject<HTMLDivElement | null>, { screen }: PaletteRequest) {
  useLayoutEffect(() => {
    const element = box.current;
    const frame = element?.offsetParent?.getBoundingClientRect();
    if (!element || !frame) return;
    const { offsetWidth: width, offsetHeight: height } = element;
    const x = screen ? screen.x - frame.left : 14;
    const y = screen ? screen.y - frame.top : frame.height - height - 14;
    element.style.left = `${Math.max(8, Math.min(x, frame.width - width - 8))}px`;
    element.style.top = `${Math.max(8, Math.min(y, frame.height - height - 8))}px`;
  }, [box, screen]);
}

function useOutside(box: React.RefObject<HTMLDivElement | null>, onOutside: () => void) {
  const latest = useRef(onOutside);
  useEffect(() => {
    latest.current = onOutside;
  });
  useEffect(() => {
    const listen = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) latest.current();
    };
    window.addEventListener("pointerdown", listen, true);
    return () => window.removeEventListener("pointerdown", listen, true);
  }, [box]);
}
