import {
  Braces,
  Captions,
  Clapperboard,
  FileCode,
  FileVideo,
  Film,
  Globe,
  Image,
  ImageDown,
  Images,
  type LucideIcon,
  NotebookText,
  Sigma,
} from "lucide-react";
import styles from "./ExportDialog.module.css";
import type { ExportChoice, ExportKind } from "./kinds";

const ICONS: Readonly<Record<ExportKind, LucideIcon>> = {
  svg: Image,
  png: ImageDown,
  json: Braces,
  pytorch: FileCode,
  notebook: NotebookText,
  latex: Sigma,
  html: Globe,
  webm: Film,
  mp4: FileVideo,
  gif: Clapperboard,
  pictures: Images,
  captions: Captions,
};

interface ExportChoicesProps {
  readonly label: string;
  readonly choices: readonly ExportChoice[];
  readonly chosen: ExportKind;
  /** Why a kind cannot be had here. */
  readonly refused?: ReadonlyMap<ExportKind, string>;
  readonly onChoose: (choice: ExportChoice) => void;
  /** Enter on a choice goes ahead with it. */
  readonly onEnter: () => void;
}

/** Some of the things that can be exported; arrows go from one to the next. */
export function ExportChoices({ label, choices, chosen, refused, onChoose, onEnter }: ExportChoicesProps) {
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.legend}>{label}</legend>
      {choices.map((choice) => {
        const Icon = ICONS[choice.kind];
        const isChosen = choice.kind === chosen;
        const refusal = refused?.get(choice.kind);
        return (
          <label
            key={choice.kind}
            className={styles.choice}
            data-chosen={isChosen || undefined}
            data-refused={refusal !== undefined || undefined}
          >
            <input
              type="radio"
              name="export-kind"
              className={styles.radio}
              checked={isChosen}
              disabled={refusal !== undefined}
              aria-describedby={`export-${choice.kind}`}
              onChange={() => onChoose(choice)}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                // Else the same press would go on to the button that takes the focus next, which cancels.
                event.preventDefault();
                onEnter();
              }}
            />
            <Icon aria-hidden />
            <span className={styles.name}>{choice.name}</span>
            <span id={`export-${choice.kind}`} className={styles.about}>
              {refusal ?? choice.about}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
