const writers = new Map<string, () => void>();

/** Lets a card be asked to have its name rewritten; returns what stops it. */
export function hearRename(node: string, write: () => void): () => void {
  writers.set(node, write);
  return () => {
    if (writers.get(node) === write) writers.delete(node);
  };
}

/** Opens the name of a node's card for writing; false where no such card is mounted. */
export function askRename(node: string): boolean {
  const write = writers.get(node);
  write?.();
  return write !== undefined;
}
