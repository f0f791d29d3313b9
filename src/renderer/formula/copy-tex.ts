import { notify } from "../state/notices";

/** Puts LaTeX on the system's clipboard, and says so. */
export async function copyTex(tex: string): Promise<void> {
  const isCopied = await navigator.clipboard?.writeText(tex).then(
    () => true,
    () => false,
  );
  if (isCopied) notify("Copied");
  else notify("The system did not let the formula be copied", "problem");
}
