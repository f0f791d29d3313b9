import { create } from "zustand";
import { persist } from "zustand/middleware";
import { readSettings, type Settings } from "./read-settings";

export type { Settings } from "./read-settings";

/** The settings of someone who has chosen none. */
export const initialSettings: Settings = {
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
  stepTextHeight: null,
};

/** The settings; they outlive the page. */
export const useSettings = create<Settings>()(
  persist((): Settings => initialSettings, { name: "gradwire-settings", version: 1, merge: readSettings }),
);

/** Changes some settings. */
export function setSettings(change: Partial<Settings>): void {
  useSettings.setState(change);
}
