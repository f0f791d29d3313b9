import { Info } from "lucide-react";
import styles from "./UsualAddress.module.css";
import { usualAddress } from "./usual-address";

/** Says that unsaved work may lie at another address, where the app had to be started at one that is not the usual. */
export function UsualAddress() {
  const address = usualAddress();
  if (address === null) return null;
  const { host } = new URL(address);
  return (
    <p role="note" className={styles.note}>
      <Info className={styles.icon} aria-hidden />
      <span>
        Gradwire is usually at <strong>{host}</strong>, which was taken when it started. Unsaved work that was kept
        there is not seen here.
      </span>
    </p>
  );
}
