import type { Theme } from "#core/drawing/palette";
import type { FrameSize } from "#core/film/draw-frame";
import type { Pace } from "#core/film/film";
import { Select } from "../controls/Select";
import { Switch } from "../controls/Switch";
import styles from "./ExportDialog.module.css";
import { type ExportKind, isFilm } from "./kinds";
import type { ExportLook } from "./make-export";

const SIZES: readonly (FrameSize & { readonly label: string })[] = [
  { width: 1280, height: 720, label: "1280 × 720" },
  { width: 1920, height: 1080, label: "1920 × 1080" },
  { width: 1080, height: 1080, label: "1080 × 1080, square" },
];
/** Pixels of a PNG for each of the canvas. */
const SCALES = [1, 2, 3];
const SPEEDS = [0.5, 0.75, 1, 1.5, 2, 4];

interface ExportOptionsProps {
  readonly kind: ExportKind;
  readonly look: ExportLook;
  /** Whether what is exported says at which pace it happened. */
  readonly isTimed: boolean;
  readonly onChange: (change: Partial<ExportLook>) => void;
}

/** How what is exported is to look, as far as it can be chosen. */
export function ExportOptions({ kind, look, isTimed, onChange }: ExportOptionsProps) {
  if (kind === "png") {
    return (
      <Select
        label="Size"
        value={String(look.scale)}
        onChange={(scale) => onChange({ scale: Number(scale) })}
        choices={SCALES.map((scale) => ({ value: String(scale), label: `${scale}×` }))}
      />
    );
  }
  if (kind === "svg") return <FontSwitch look={look} onChange={onChange} />;
  if (!isFilm(kind)) return null;
  const moves = kind !== "pictures";
  return (
    <div className={styles.options}>
      <Select
        label="Size in pixels"
        value={`${look.size.width} ${look.size.height}`}
        onChange={(value) => onChange({ size: sizeOf(value) })}
        choices={SIZES.map(({ width, height, label }) => ({ value: `${width} ${height}`, label }))}
      />
      <Select
        label="Colours"
        value={look.theme}
        onChange={(theme) => onChange({ theme: theme as Theme })}
        choices={[
          { value: "light", label: "Light" },
          { value: "dark", label: "Dark" },
        ]}
      />
      {moves && isTimed && (
        <Select
          label="Pace"
          value={look.pace}
          onChange={(pace) => onChange({ pace: pace as Pace })}
          choices={[
            { value: "recorded", label: "As recorded" },
            { value: "reading", label: "As long as it takes to read" },
          ]}
        />
      )}
      {moves && (
        <Select
          label="Speed"
          value={String(look.speed)}
          onChange={(speed) => onChange({ speed: Number(speed) })}
          choices={SPEEDS.map((speed) => ({ value: String(speed), label: `${speed}×` }))}
        />
      )}
      {!moves && <FontSwitch look={look} onChange={onChange} />}
    </div>
  );
}

function FontSwitch({ look, onChange }: Pick<ExportOptionsProps, "look" | "onChange">) {
  return <Switch label="Carry the fonts" checked={look.fonts} onChange={(fonts) => onChange({ fonts })} />;
}

function sizeOf(value: string): FrameSize {
  const [width = 1280, height = 720] = value.split(" ").map(Number);
  return { width, height };
}
