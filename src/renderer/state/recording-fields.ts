/** The fields of a recording in which something is written while it is made. */
export type RecordingField = "caption" | "marker";

const fields = new Map<RecordingField, () => void>();

/** A field's own call, while it is shown: `focus` puts the keyboard on it. Returns what takes it back. */
export function registerField(field: RecordingField, focus: () => void): () => void {
  fields.set(field, focus);
  return () => {
    if (fields.get(field) === focus) fields.delete(field);
  };
}

/** Puts the keyboard on a field, if it is shown. */
export function focusField(field: RecordingField): void {
  fields.get(field)?.();
}
