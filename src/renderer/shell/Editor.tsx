import { Canvas } from "../canvas/Canvas";
import { Rail } from "../canvas/Rail";
import { Inspector } from "../panels/Inspector";
import { RecordBar } from "../record/RecordBar";
import { useSettings } from "../state/settings";
import { TransportBar } from "../transport/TransportBar";
import styles from "./Editor.module.css";
import { Resizer } from "./Resizer";
import { StatusBar } from "./StatusBar";

/** The document that is open: rail, canvas and inspector, and below them its steps and what is said of it. */
export function Editor() {
  const { railOpen, inspectorOpen, inspectorWidth, transportOpen } = useSettings();
  return (
    <>
      <div className={styles.editor}>
        {railOpen && (
          <div className={styles.rail}>
            <Rail />
          </div>
        )}
        <main className={styles.canvas} aria-label="Graph">
          <Canvas />
          {inspectorOpen && <Resizer />}
        </main>
        {inspectorOpen && (
          <div className={styles.inspector} style={{ width: inspectorWidth }}>
            <Inspector />
          </div>
        )}
      </div>
      <div>
        <RecordBar />
        {transportOpen && <TransportBar />}
      </div>
      <StatusBar />
    </>
  );
}
