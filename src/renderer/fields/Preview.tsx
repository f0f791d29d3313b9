import type { Read } from "./delimited";
import { HeatMap } from "./HeatMap";
import styles from "./TensorDialog.module.css";

/** What numbers that were read look like. What is wrong with them is said at the foot of the dialog. */
export function Preview({ read, height }: { readonly read: Read | null; readonly height?: number }) {
  if (!read || !("tensor" in read) || read.tensor.data.length === 0) return null;
  const { tensor } = read;
  return (
    <div className={styles.preview}>
      <p className={styles.caption}>Preview</p>
      <HeatMap label="Preview" tensor={tensor} {...(height === undefined ? {} : { height })} />
    </div>
  );
}
