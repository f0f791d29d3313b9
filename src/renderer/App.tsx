import { useEffect, useState } from "react";
import styles from "./App.module.css";
import { begin } from "./shell/begin";
import { CrashGuard } from "./shell/CrashGuard";
import { DropZone } from "./shell/DropZone";
import { Editor } from "./shell/Editor";
import { Notices } from "./shell/Notices";
import { Overlays } from "./shell/Overlays";
import { StartScreen } from "./shell/StartScreen";
import { TopBar } from "./shell/TopBar";
import { useApp } from "./shell/use-app";
import { useSession } from "./state/session";

/** The whole window. */
export function App() {
  useApp();
  const begun = useBegun();
  const open = useSession((session) => session.open);
  return (
    <CrashGuard>
      <div className={styles.app} data-open={open || undefined}>
        <TopBar />
        {begun && (open ? <Editor /> : <StartScreen />)}
      </div>
      <Overlays />
      <Notices />
      <DropZone />
    </CrashGuard>
  );
}

/** Whether it has been settled what is shown first. */
function useBegun(): boolean {
  const [begun, setBegun] = useState(false);
  useEffect(() => {
    begin().finally(() => setBegun(true));
  }, []);
  return begun;
}
