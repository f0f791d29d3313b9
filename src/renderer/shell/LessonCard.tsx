import { Play } from "lucide-react";
import { memo } from "react";
import styles from "./LessonCard.module.css";
import type { LessonEntry } from "./lesson-index";
import type { LessonPicture } from "./lesson-picture";
import { Thumbnail } from "./Thumbnail";

interface LessonCardProps {
  readonly lesson: LessonEntry;
  readonly picture: LessonPicture | null;
  readonly onOpen: (lesson: LessonEntry) => void;
  /** Called with the walk's file. */
  readonly onWatch: (walk: string) => void;
}

/** A lesson one can open: its graph in small, its title, a sentence, and where Vicas 2022 derives it. */
export const LessonCard = memo(function LessonCard({ lesson, picture, onOpen, onWatch }: LessonCardProps) {
  const { file, title, sentence, section, equations, walk } = lesson;
  const source = [section, equations.join(", ")].filter((part) => part !== "").join(" · ");
  return (
    <li className={styles.card}>
      <Thumbnail picture={picture} />
      <div className={styles.words}>
        <h3 className={styles.title}>
          <a
            className={styles.link}
            href={`#lesson=${encodeURIComponent(file.replace(/\.gradwire$/, ""))}`}
            onClick={(event) => {
              event.preventDefault();
              onOpen(lesson);
            }}
          >
            {title}
          </a>
        </h3>
        <p className={styles.sentence}>{sentence}</p>
        {source !== "" && <p className={styles.source}>{source}</p>}
        {walk !== null && (
          <a
            className={styles.walk}
            href={`#walk=${encodeURIComponent(file.replace(/\.gradwire$/, ""))}`}
            aria-label={`Watch the walk: ${title}`}
            onClick={(event) => {
              event.preventDefault();
              onWatch(walk);
            }}
          >
            <Play aria-hidden />
            Watch the walk
          </a>
        )}
      </div>
    </li>
  );
});
