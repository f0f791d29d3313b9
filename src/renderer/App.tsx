import { useEffect, useState } from "react";
import styles from "./App.module.css";
import { begin } from "./shell/begin";
import { CrashGuard } from "./shell/CrashGuard";
import { CrashScreen } from "./shell/CrashScreen";
import { DropZone } from "./shell/DropZone";
import { Editor } from "./shell/Editor";
import { Notices } from "./shell/Notices";
import { Overlays } from "./shell/Overlays";
import { StartScreen } from "./shell/StartScreen";
import { TopBar } from "./shell/TopBar";
import { useApp } from "./shell/use-app";
import { notify } from "./state/notices";
import { closeOverlay } from "./state/overlay";
import { useSession } from "./state/session";

/** The whole window. Questions and notices stand outside of what may break, so that they can be answered and read all the same. */
export function App() {
  return (
    <>
      <CrashGuard instead={() => null}>
        <Ties />
      </CrashGuard>
      <CrashGuard instead={(error, retry) => <CrashScreen error={error} onRetry={retry} />}>
        <Page />
      </CrashGuard>
      <CrashGuard instead={(_error, retry) => <BrokenOverlay onRetry={retry} />}>
        <Overlays />
      </CrashGuard>
      <CrashGuard instead={() => null}>
        <Notices />
        <DropZone />
      </CrashGuard>
    </>
  );
}

function Page() {
  const begun = useBegun();
  const open = useSession((session) => session.open);
  return (
    <div className={styles.app} data-open={open || undefined}>
      <TopBar />
      {begun && (open ? <Editor /> : <StartScreen />)}
    </div>
  );
}

/** What the app is tied to around it; there is nothing of it to be seen. */
function Ties() {
  useApp();
  return null;
}

/** A dialog that cannot be drawn is taken away, which answers what it asks by "cancel". */
function BrokenOverlay({ onRetry }: { readonly onRetry: () => void }) {
  useEffect(() => {
    closeOverlay();
    notify("This could not be shown, and that is our fault. Nothing was changed.", "problem");
    onRetry();
  }, [onRetry]);
  return null;
}

/** Whether it has been settled what is shown first. */
function useBegun(): boolean {
  const [begun, setBegun] = useState(false);
  useEffect(() => {
    begin().finally(() => setBegun(true));
  }, []);
  return begun;
}
