import { useEffect, useState } from "react";
import type { FrameSize } from "#core/film/draw-frame";
import styles from "./ExportDialog.module.css";
import type { Made } from "./make-export";

/** Shows a film that was made, before it is saved. */
export function ExportPreview({ made, size }: { readonly made: Made; readonly size: FrameSize }) {
  const url = useAddressOf(made);
  if (url === null) return null;
  if (made.mime === "image/gif") {
    return <img className={styles.preview} src={url} alt="The film, playing" {...size} />;
  }
  return <video className={styles.preview} src={url} controls muted aria-label="The film" {...size} />;
}

function useAddressOf({ content, mime }: Made): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const address = URL.createObjectURL(new Blob([content], { type: mime }));
    setUrl(address);
    return () => URL.revokeObjectURL(address);
  }, [content, mime]);
  return url;
}
