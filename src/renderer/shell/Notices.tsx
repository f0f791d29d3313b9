import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../controls/Button";
import { IconButton } from "../controls/IconButton";
import { dismissNotice, type Notice, useNotice } from "../state/notices";
import styles from "./Notices.module.css";

/** How long a sentence stays, in milliseconds: some to notice it, more where there is something to do, and some for each letter. */
const stay = ({ text, tone, deed }: Notice): number =>
  (deed ? 12_000 : tone === "problem" ? 6000 : 2500) + 50 * text.length;

/** A sentence at the foot of the window that goes by itself. Screen readers speak it. */
export function Notices() {
  const notice = useNotice();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (notice === null || held) return;
    const timer = setTimeout(() => dismissNotice(notice.id), stay(notice));
    return () => clearTimeout(timer);
  }, [notice, held]);
  return (
    <div
      className={styles.place}
      role="status"
      // What is live is not hidden from screen readers behind a dialog.
      aria-live="polite"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {notice && (
        <div key={notice.id} className={styles.notice} data-tone={notice.tone}>
          <p>{notice.text}</p>
          {notice.deed && (
            <Button
              onClick={() => {
                dismissNotice(notice.id);
                notice.deed?.run();
              }}
            >
              {notice.deed.name}
            </Button>
          )}
          <IconButton label="Dismiss" size="small" side="top" onClick={() => dismissNotice(notice.id)}>
            <X aria-hidden />
          </IconButton>
        </div>
      )}
    </div>
  );
}
