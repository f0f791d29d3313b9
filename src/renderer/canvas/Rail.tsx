import { FamilyDot } from "../controls/FamilyDot";
import { Hint } from "../controls/IconButton";
import { Kbd } from "../controls/Kbd";
import { useLive } from "./live-store";
import styles from "./Palette.module.css";
import { FAMILIES } from "./palette-search";
import { openPalette, palette } from "./palette-store";

/** The slim rail beside the canvas: a dot a family, each of which opens the list of its nodes. */
export function Rail() {
  const open = useLive(palette);
  return (
    <nav className={styles.rail} aria-label="Nodes to add">
      {FAMILIES.map(({ family, title }) => (
        <Hint key={family} label={title} side="right">
          <button
            type="button"
            className={styles.railButton}
            aria-label={`Add: ${title.toLowerCase()}`}
            aria-haspopup="dialog"
            aria-expanded={open?.family === family}
            onClick={(event) => {
              const { right, top } = event.currentTarget.getBoundingClientRect();
              openPalette({ family, screen: { x: right + 12, y: top } });
            }}
          >
            <FamilyDot family={family} className={styles.railDot} />
          </button>
        </Hint>
      ))}
      <Hint label="Add a node" shortcut="/" side="right">
        <button
          type="button"
          className={`${styles.railButton} ${styles.railEnd}`}
          aria-label="Add a node"
          aria-haspopup="dialog"
          onClick={() => openPalette({})}
        >
          <Kbd keys="/" />
        </button>
      </Hint>
    </nav>
  );
}
