import { FilePlus2, FolderOpen } from "lucide-react";
import { useEffect, useState } from "react";
import { newCommand, openCommand } from "../commands/file-commands";
import { openLesson, watchWalk } from "../commands/files";
import { runCommand } from "../commands/run-command";
import { Button } from "../controls/Button";
import { createEngine } from "../worker/create-engine";
import { DraftList } from "./DraftList";
import { LessonCard } from "./LessonCard";
import { drawLesson, type LessonPicture } from "./lesson-picture";
import { type Lesson, loadLessons } from "./lessons";
import styles from "./StartScreen.module.css";
import { UsualAddress } from "./UsualAddress";

/** A lesson with more param numbers than this is drawn without running it first. */
const MOST_NUMBERS = 100_000;

/** The first thing one sees without a document: lessons with their pictures, an empty canvas, a file, or work that was left. */
export function StartScreen() {
  const lessons = useLessons();
  return (
    <main className={styles.screen}>
      <div className={styles.page}>
        <header className={styles.invitation}>
          <h2 className={styles.headline}>
            Wire a graph.
            <br />
            See every <span className={styles.value}>value →</span> go forward and every{" "}
            <span className={styles.gradient}>← gradient</span> come back.
          </h2>
          <div className={styles.actions}>
            <Button look="strong" icon={<FilePlus2 aria-hidden />} onClick={() => runCommand(newCommand)}>
              Start from nothing
            </Button>
            <Button icon={<FolderOpen aria-hidden />} onClick={() => runCommand(openCommand)}>
              Open a file…
            </Button>
          </div>
        </header>
        <UsualAddress />
        <DraftList />
        <section aria-labelledby="lessons-heading">
          <h2 id="lessons-heading" className={styles.heading}>
            Lessons
          </h2>
          {lessons.length > 0 && (
            <ul className={styles.lessons}>
              {lessons.map(({ lesson, picture }) => (
                <LessonCard
                  key={lesson.file}
                  lesson={lesson}
                  picture={picture}
                  onOpen={openLesson}
                  onWatch={watchWalk}
                />
              ))}
            </ul>
          )}
        </section>
      </div>
    </main>
  );
}

interface Drawn {
  readonly lesson: Lesson;
  readonly picture: LessonPicture | null;
}

let drawn: readonly Drawn[] = [];

/** The lessons with their pictures, drawn once. */
function useLessons(): readonly Drawn[] {
  const [lessons, setLessons] = useState(drawn);
  useEffect(() => {
    if (drawn.length > 0) return;
    let left = false;
    loadLessons().then((loaded) => {
      drawn = loaded.map((lesson) => ({ lesson, picture: draw(lesson) }));
      if (!left) setLessons(drawn);
    });
    return () => {
      left = true;
    };
  }, []);
  return lessons;
}

function draw({ document }: Lesson): LessonPicture | null {
  if (document === null) return null;
  let numbers = 0;
  for (const { params } of document.graph.nodes) {
    for (const { data } of Object.values(params)) numbers += data.length;
  }
  try {
    return drawLesson(document, numbers > MOST_NUMBERS ? null : createEngine().run(document.graph, 0));
  } catch {
    // A lesson that cannot be run is not worth less than its place on the shelf; opening it tells what is wrong.
    return drawLesson(document, null);
  }
}
