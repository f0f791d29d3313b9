import type { FileKind } from "./file-pickers";

/** Lets a person choose a file to upload; null when they call it off. */
export function chooseFile(kinds: readonly FileKind[]): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = kinds.flatMap(({ extensions }) => extensions).join(",");
    const answer = (file: File | null) => {
      input.remove();
      resolve(file);
    };
    input.addEventListener("change", () => answer(input.files?.[0] ?? null));
    input.addEventListener("cancel", () => answer(null));
    // In the document, since nothing else holds it while a person chooses: it could be collected, and never answer.
    input.hidden = true;
    document.body.append(input);
    input.click();
  });
}

/** Hands a file to the browser's downloads. */
export function download(name: string, content: string | Uint8Array<ArrayBuffer>, mime: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: mime }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download starts after this turn, and needs the address until then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
