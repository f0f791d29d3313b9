import { FamilyDot } from "../controls/FamilyDot";
import { Kbd } from "../controls/Kbd";
import styles from "./CommandPalette.module.css";
import type { PaletteEntry } from "./palette-entries";

interface PaletteLineProps {
  readonly id: string;
  readonly entry: PaletteEntry;
  readonly at: number;
  readonly active: boolean;
  readonly onPoint: (at: number) => void;
  readonly onChoose: (entry: PaletteEntry) => void;
}

/** One thing that can be done. The keyboard stays in the field above; the pointer chooses here. */
export function PaletteLine({ id, entry, at, active, onPoint, onChoose }: PaletteLineProps) {
  const { icon: Icon, family, name, detail, keys } = entry;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above has the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: the combobox above has the focus.
    <div
      id={id}
      role="option"
      aria-selected={active}
      data-at={at}
      className={styles.line}
      onPointerMove={() => onPoint(at)}
      onClick={() => onChoose(entry)}
    >
      <span className={styles.icon}>
        {Icon && <Icon aria-hidden />}
        {family && <FamilyDot family={family} />}
      </span>
      <span className={styles.words}>{name}</span>
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      {keys !== undefined && <Kbd keys={keys} />}
    </div>
  );
}
