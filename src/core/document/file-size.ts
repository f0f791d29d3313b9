/** The size in bytes over which a file is not even read. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Why a file of this many bytes is not read, in words for a person; null where it may be. */
export function refuseSize(name: string, bytes: number): string | null {
  if (bytes <= MAX_FILE_BYTES) return null;
  return `“${name}” is ${megabytes(bytes)} MB. Gradwire opens files of up to ${megabytes(MAX_FILE_BYTES)} MB.`;
}

/** Why something without a size of its own, such as a pipe, is not read to its end, in words for a person. */
export function refuseEndless(name: string): string {
  return `“${name}” goes on beyond ${megabytes(MAX_FILE_BYTES)} MB. Gradwire opens files of up to ${megabytes(MAX_FILE_BYTES)} MB.`;
}

/** Why a packed file is not unpacked to its end, in words for a person. */
export function refuseUnpacked(name: string): string {
  return `“${name}” is larger than ${megabytes(MAX_FILE_BYTES)} MB once it is unpacked. Gradwire opens files of up to ${megabytes(MAX_FILE_BYTES)} MB.`;
}

/** What to say of a packed file that is cut off or damaged. */
export function refuseDamaged(name: string): string {
  return `“${name}” could not be unpacked: it is cut off or damaged.`;
}

/** Whether a file that begins with these bytes is packed by gzip. */
export function isPacked(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function megabytes(bytes: number): string {
  const mb = bytes / (1024 * 1024);
  // Rounded up, so that a file a byte too large is never called as large as the limit.
  return String(Math.ceil(mb * 10) / 10);
}
