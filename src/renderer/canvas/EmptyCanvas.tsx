import { GraduationCap, Plus } from "lucide-react";
import { Button } from "../controls/Button";
import { showStart, useSession } from "../state/session";
import styles from "./Canvas.module.css";
import { openPalette } from "./palette-store";

/** What stands on a canvas before there is anything on it: how to begin. */
export function EmptyCanvas() {
  const empty = useSession(({ history, watching }) => !watching && history.present.graph.nodes.length === 0);
  if (!empty) return null;
  return (
    <div className={styles.invitation}>
      <p>
        Begin with an Input, wire it through what you like, and end in a Loss: then every wire shows what goes forward
        and what comes back.
      </p>
      <div>
        <Button look="strong" icon={<Plus aria-hidden />} onClick={() => openPalette({})}>
          Add the first node
        </Button>
        <Button icon={<GraduationCap aria-hidden />} onClick={() => showStart(true)}>
          Look at a lesson
        </Button>
      </div>
    </div>
  );
}
