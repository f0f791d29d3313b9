/** A letter with what stands below or above it: `w_ji`, `n^{l−1}`. */
const SCRIPT = /(?<=\p{L})([_^])(?:\{([^}]*)\}|([A-Za-z0-9]+))/u;

/** A sentence in plain words, with its indices and exponents set as such. */
export function NoteText({ text }: { readonly text: string }) {
  const found = SCRIPT.exec(text);
  if (!found) return text;
  const [all, sign, group, word] = found;
  const Script = sign === "_" ? "sub" : "sup";
  return (
    <>
      {text.slice(0, found.index)}
      <Script>{group ?? word}</Script>
      <NoteText text={text.slice(found.index + all.length)} />
    </>
  );
}
