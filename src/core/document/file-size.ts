/** The size in bytes over which a file is not even read. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Why a file of this many bytes is not read, in words for a person; null where it may be. */
export function refuseSize(name: string, bytes: number): string | null {
  if (bytes <= MAX_FILE_BYTES) return null;
  return `“${name}” is ${megabytes(bytes)} MB. Gradwire opens files of up to ${megabytes(MAX_FILE_BYTES)} MB.`;
}

function megabytes(bytes: number): string {
  const mb = bytes / (1024 * 1024);
  // Rounded up, so that a file a byte too large is never called as large as the limit.
  return String(Math.ceil(mb * 10) / 10);
}
