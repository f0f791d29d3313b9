import { ChevronRight } from "lucide-react";
import { useEffect, useState } from "react";
import { Dialog } from "../controls/Dialog";
import { closeOverlay } from "../state/overlay";
import styles from "./LicencesDialog.module.css";
import { type Licence, loadLicences } from "./licences";

/** Every package that is in the program, with its licence in full, as the build wrote them down. */
export function LicencesDialog() {
  const licences = useLicences();
  return (
    <Dialog
      open
      onClose={closeOverlay}
      size="large"
      title="Third-party licences"
      description="What Gradwire contains that others have made, each under its own licence."
    >
      {licences === "missing" && (
        <p role="status">The list is made when Gradwire is built, and this one came without it.</p>
      )}
      {Array.isArray(licences) && (
        <ul className={styles.licences} aria-label="Packages">
          {licences.map((licence) => (
            <Entry key={licence.packages[0]?.name} {...licence} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function Entry({ packages, licence, text }: Licence) {
  return (
    <li>
      <details className={styles.entry}>
        <summary className={styles.summary}>
          <ChevronRight aria-hidden className={styles.mark} />
          <span className={styles.names}>
            {packages.map(({ name, version }) => (
              <span key={`${name} ${version}`} className={styles.name}>
                {name} <span className={styles.version}>{version}</span>
              </span>
            ))}
          </span>
          <span className={styles.licence}>{licence}</span>
        </summary>
        <div className={styles.text}>
          {[...new Set(packages.map(({ source }) => source))].map((source) => (
            <p key={source} className={styles.source}>
              {source}
            </p>
          ))}
          <pre>{text}</pre>
        </div>
      </details>
    </li>
  );
}

function useLicences(): readonly Licence[] | "missing" | null {
  const [licences, setLicences] = useState<readonly Licence[] | "missing" | null>(null);
  useEffect(() => {
    let isShown = true;
    loadLicences().then(
      (read) => isShown && setLicences(read),
      () => isShown && setLicences("missing"),
    );
    return () => {
      isShown = false;
    };
  }, []);
  return licences;
}
