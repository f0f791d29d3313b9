import { Canvas } from "../canvas/Canvas";
import { Rail } from "../canvas/Rail";
import { Fixed } from "../controls/fixed";
import { Inspector } from "../panels/Inspector";
import { RecordBar } from "../record/RecordBar";
import { useSession } from "../state/session";
import { useSettings } from "../state/settings";
import { TransportBar } from "../transport/TransportBar";
import { Banner } from "../watch/Banner";
import { Told } from "../watch/Told";
import { WatchBar } from "../watch/WatchBar";
import { SeedBanner } from "../why/SeedBanner";
import styles from "./Editor.module.css";
import { Resizer } from "./Resizer";
import { StatusBar } from "./StatusBar";

/** The document that is open: rail, canvas and inspector, and below them its steps and what is said of it. */
export function Editor() {
  const watching = useSession((now) => now.watching);
  const { railOpen, inspectorOpen, inspectorWidth, transportOpen } = useSettings();
  return (
    <>
      <div className={styles.work}>
        <Banner />
        <SeedBanner />
        <Fixed value={watching}>
          <div className={styles.editor}>
            {railOpen && !watching && (
              <div className={styles.rail}>
                <Rail />
              </div>
            )}
            <main className={styles.canvas} aria-label="Graph">
              <Canvas />
              <Told />
              {inspectorOpen && <Resizer />}
            </main>
            {inspectorOpen && (
              <div className={styles.inspector} style={{ width: inspectorWidth }}>
                <Inspector />
              </div>
            )}
          </div>
        </Fixed>
      </div>
      <div>
        <RecordBar />
        {watching ? <WatchBar /> : transportOpen && <TransportBar />}
      </div>
      <StatusBar />
    </>
  );
}
