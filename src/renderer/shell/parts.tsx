import type { FC } from "react";

// Parts that are being built beside this one.
const found = import.meta.glob<Record<string, FC>>(
  ["../canvas/Canvas.tsx", "../canvas/Rail.tsx", "../panels/Inspector.tsx", "../panels/Problems.tsx"],
  { eager: true },
);
const part = (path: string, name: string): FC => found[path]?.[name] ?? (() => null);
export const Canvas = part("../canvas/Canvas.tsx", "Canvas");
export const Rail = part("../canvas/Rail.tsx", "Rail");
export const Inspector = part("../panels/Inspector.tsx", "Inspector");
export const Problems = part("../panels/Problems.tsx", "Problems");
