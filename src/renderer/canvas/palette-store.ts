import type { Position } from "#core/document/document";
import type { Family } from "#core/ops/define";
import type { Anchor } from "./connecting";
import { type Live, live } from "./live-store";

/** The list of nodes to add, as it is open. */
export interface PaletteRequest {
  /** Where the list hangs, in client pixels; null for its usual place. */
  readonly screen: Position | null;
  /** Where the node goes, in canvas pixels; null for a free place. */
  readonly at: Position | null;
  /** A wire that was let go for the new node. */
  readonly anchor: Anchor | null;
  /** Only one family is offered. */
  readonly family: Family | null;
}

/** How the list of nodes to add is open, or null. */
export const palette: Live<PaletteRequest | null> = live<PaletteRequest | null>(null);

/** Opens the list of nodes to add. */
export function openPalette(request: Partial<PaletteRequest>): void {
  palette.set({ screen: null, at: null, anchor: null, family: null, ...request });
}

/** What is dragged from the list onto the canvas. */
export const DRAGGED_TYPE = "application/x-gradwire-type";
