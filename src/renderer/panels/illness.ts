import { Ban, CircleAlert, type LucideIcon, TrendingDown, TrendingUp } from "lucide-react";
import type { Illness } from "#core/check/finding";

/** What is wrong with a gradient, as a sign and in a word. */
export const ILLNESS: Readonly<Record<Illness, { readonly icon: LucideIcon; readonly word: string }>> = {
  nan: { icon: CircleAlert, word: "NaN" },
  infinite: { icon: CircleAlert, word: "Infinite" },
  zero: { icon: Ban, word: "Zero" },
  dead: { icon: Ban, word: "Dead units" },
  vanishing: { icon: TrendingDown, word: "Vanishing" },
  exploding: { icon: TrendingUp, word: "Exploding" },
};
