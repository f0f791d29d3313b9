import { blockPieces } from "#core/tensor/json-pieces";
import type { Tensor } from "#core/tensor/tensor";

/**
 * Large tensors of a text that is being made. A mark stands for the base64 of each until the text is handed on, so that lines can be
 * laid out as if it were there, and never more than a piece of it is.
 */
export interface Blocks {
  /** The mark of a tensor: signs that stand in no text of a person's, as those that stand for nothing are taken out of it. */
  readonly mark: (tensor: Tensor) => string;
  /** The text, with each mark exchanged for the base64 that it stands for. */
  readonly fill: (text: string) => Generator<string, void>;
}

const MARK = /\ufffe(\d+)\ufffe/;

/** No blocks yet. */
export function createBlocks(): Blocks {
  const tensors: Tensor[] = [];
  return {
    mark: (tensor) => `\ufffe${tensors.push(tensor) - 1}\ufffe`,
    *fill(text) {
      // Between the texts that it cuts, `split` gives what it has caught.
      for (const [at, part] of text.split(MARK).entries()) {
        if (at % 2 === 0) yield part;
        else yield* blockPieces((tensors[Number(part)] as Tensor).data);
      }
    },
  };
}
