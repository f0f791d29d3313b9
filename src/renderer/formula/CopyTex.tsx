import { Copy } from "lucide-react";
import { IconButton } from "../controls/IconButton";
import { copyTex } from "./copy-tex";

/** Copies a formula as LaTeX. */
export function CopyTex({ tex, className }: { readonly tex: string; readonly className?: string | undefined }) {
  return (
    <IconButton
      label="Copy as LaTeX"
      size="small"
      side="left"
      {...(className === undefined ? {} : { className })}
      onClick={() => void copyTex(tex)}
    >
      <Copy aria-hidden />
    </IconButton>
  );
}
