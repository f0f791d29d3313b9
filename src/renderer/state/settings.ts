import { create } from "zustand";
import { persist } from "zustand/middleware";

/** How the app looks to this person: kept on this machine, not in the document. */
export interface Settings {
  readonly theme: "system" | "light" | "dark";
  /** Which lanes the edges show. */
  readonly showValues: boolean;
  readonly showGradients: boolean;
  /** What the look of an edge follows. */
  readonly edgeStyle: "plain" | "width" | "color";
  readonly minimap: boolean;
  /** Whether the bar that plays steps is shown. */
  readonly transportOpen: boolean;
  /** How far a training step goes against the gradient. */
  readonly learningRate: number;
  readonly railOpen: boolean;
  readonly inspectorOpen: boolean;
  readonly inspectorWidth: number;
}

const initial: Settings = {
  theme: "system",
  showValues: true,
  showGradients: true,
  edgeStyle: "width",
  minimap: true,
  transportOpen: true,
  learningRate: 0.1,
  railOpen: true,
  inspectorOpen: true,
  inspectorWidth: 300,
};

/** The settings; they outlive the page. */
export const useSettings = create<Settings>()(
  persist((): Settings => initial, { name: "gradwire-settings", version: 1 }),
);

/** Changes some settings. */
export function setSettings(change: Partial<Settings>): void {
  useSettings.setState(change);
}
