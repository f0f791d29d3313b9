/**
 * The address at which Gradwire usually is, where the server that gave this page had to take another, as it was taken; null else.
 * What a browser keeps belongs to an address.
 */
export function usualAddress(): string | null {
  return document.querySelector('meta[name="gradwire-usual-address"]')?.getAttribute("content") ?? null;
}
