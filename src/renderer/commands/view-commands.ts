import {
  ArrowLeft,
  ArrowRight,
  Keyboard,
  Map as MapIcon,
  Maximize,
  Monitor,
  Moon,
  PanelBottom,
  PanelLeft,
  PanelRight,
  Scan,
  Search,
  Spline,
  Sun,
  Workflow,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import { showOverlay } from "../state/overlay";
import { type Settings, setSettings, useSettings } from "../state/settings";
import { currentZoom, viewport } from "../state/viewport";
import { type Command, editable, hasNodes, isOpen } from "./command";

const ZOOM_STEP = 1.25;

export const layOutCommand: Command = {
  id: "lay-out",
  name: "Lay out",
  icon: Workflow,
  keys: ["Mod+Shift+A"],
  keysIn: "canvas",
  when: editable(hasNodes),
  keywords: "arrange tidy automatic layout align left right",
  run: () => viewport()?.layOut(),
};

export const fitCommand: Command = {
  id: "fit-view",
  name: "Fit the graph in view",
  icon: Maximize,
  keys: ["Shift+1", "Mod+9"],
  keysIn: "canvas",
  when: hasNodes,
  keywords: "zoom show everything all",
  run: () => viewport()?.fit(),
};

export const zoomInCommand: Command = {
  id: "zoom-in",
  name: "Zoom in",
  icon: ZoomIn,
  keys: ["Mod++", "Mod+="],
  keysIn: "canvas",
  when: isOpen,
  keywords: "larger closer",
  run: () => viewport()?.zoomBy(ZOOM_STEP),
};

export const zoomOutCommand: Command = {
  id: "zoom-out",
  name: "Zoom out",
  icon: ZoomOut,
  keys: ["Mod+-"],
  keysIn: "canvas",
  when: isOpen,
  keywords: "smaller farther",
  run: () => viewport()?.zoomBy(1 / ZOOM_STEP),
};

export const zoomFullCommand: Command = {
  id: "zoom-100",
  name: "Zoom to 100 %",
  icon: Scan,
  keys: ["Mod+0"],
  keysIn: "canvas",
  when: isOpen,
  keywords: "actual full size reset",
  run: () => viewport()?.zoomBy(1 / currentZoom()),
};

export const valuesCommand = toggle("showValues", {
  id: "show-values",
  name: "Show values on edges",
  icon: ArrowRight,
  keys: ["Shift+V"],
  keywords: "lane forward numbers labels hide",
});

export const gradientsCommand = toggle("showGradients", {
  id: "show-gradients",
  name: "Show gradients on edges",
  icon: ArrowLeft,
  keys: ["Shift+G"],
  keywords: "lane backward numbers labels hide",
});

export const minimapCommand = toggle("minimap", {
  id: "show-minimap",
  name: "Show minimap",
  icon: MapIcon,
  keys: ["Shift+M"],
  keywords: "overview hide",
});

export const railCommand = toggle("railOpen", {
  id: "show-rail",
  name: "Show the node rail",
  icon: PanelLeft,
  keys: ["Mod+["],
  keywords: "sidebar left palette hide fold",
});

export const inspectorCommand = toggle("inspectorOpen", {
  id: "show-inspector",
  name: "Show the inspector",
  icon: PanelRight,
  keys: ["Mod+]", "Mod+I"],
  keywords: "sidebar right panel hide fold",
});

export const transportCommand = toggle("transportOpen", {
  id: "show-transport",
  name: "Show the step bar",
  icon: PanelBottom,
  keys: ["Shift+T"],
  keywords: "transport timeline play hide",
});

export const edgePlainCommand = edgeStyle("plain", "Plain", "Plain edges");
export const edgeWidthCommand = edgeStyle("width", "Width follows the gradient", "Edge width follows the gradient");
export const edgeColorCommand = edgeStyle("color", "Colour follows the gradient", "Edge colour follows the gradient");

export const themeSystemCommand = theme("system", "As the system", "Theme: as the system", Monitor);
export const themeLightCommand = theme("light", "Light", "Theme: light", Sun);
export const themeDarkCommand = theme("dark", "Dark", "Theme: dark", Moon);

export const paletteCommand: Command = {
  id: "command-palette",
  name: "Search commands…",
  icon: Search,
  keys: ["Mod+K"],
  keysIn: "anywhere",
  when: () => true,
  run: () => showOverlay({ kind: "palette" }),
};

export const shortcutsCommand: Command = {
  id: "shortcuts",
  name: "Keyboard shortcuts",
  icon: Keyboard,
  keys: ["?"],
  keysIn: "canvas",
  when: () => true,
  keywords: "keys help",
  run: () => showOverlay({ kind: "shortcuts" }),
};

type Switch = { [Name in keyof Settings]: Settings[Name] extends boolean ? Name : never }[keyof Settings];

function toggle(setting: Switch, rest: Pick<Command, "id" | "name" | "icon" | "keys" | "keywords">): Command {
  return {
    ...rest,
    keysIn: "canvas",
    when: isOpen,
    isOn: (settings) => settings[setting],
    run: () => setSettings({ [setting]: !useSettings.getState()[setting] }),
  };
}

function edgeStyle(style: Settings["edgeStyle"], choice: string, name: string): Command {
  return {
    id: `edges-${style}`,
    name,
    choice,
    icon: Spline,
    keys: [],
    keysIn: "canvas",
    when: isOpen,
    isOn: (settings) => settings.edgeStyle === style,
    keywords: "wire thickness magnitude sign look",
    run: () => setSettings({ edgeStyle: style }),
  };
}

function theme(theme: Settings["theme"], choice: string, name: string, icon: typeof Sun): Command {
  return {
    id: `theme-${theme}`,
    name,
    choice,
    icon,
    keys: [],
    keysIn: "canvas",
    when: () => true,
    isOn: (settings) => settings.theme === theme,
    keywords: "appearance colour mode night day",
    run: () => setSettings({ theme }),
  };
}
