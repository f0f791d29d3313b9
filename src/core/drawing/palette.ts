/** Light or dark, as it is seen. */
export type Theme = "light" | "dark";

/**
 * The colours that pictures are drawn in, as `#rrggbb`: those of the same names in the app's tokens.css, which a picture that stands
 * alone cannot read.
 */
export const PALETTE = {
  light: {
    ground: "#f7f7f4",
    dots: "#dcdcd6",
    paper: "#ffffff",
    field: "#f3f3f0",
    line: "#e3e3de",
    "line-strong": "#858a92",
    ink: "#1d2026",
    muted: "#5f6470",
    wire: "#858a92",
    value: "#0b65b8",
    "value-wash": "#eaf2fb",
    gradient: "#b94408",
    "gradient-wash": "#fdf0e7",
    halo: "#f5b98f",
    "family-source": "#7a8290",
    "family-layer": "#7357c8",
    "family-filter": "#b0356f",
    "family-function": "#11795a",
    "family-cost": "#b3261e",
    problem: "#b3261e",
    warning: "#8a5a00",
    "scale-negative": "#0b5cad",
    "scale-zero": "#f0f0ec",
    "scale-positive": "#c2490a",
    "scale-not-finite": "#8a5a00",
  },
  dark: {
    ground: "#15171b",
    dots: "#292c33",
    paper: "#1d2025",
    field: "#14161a",
    line: "#2e323a",
    "line-strong": "#6d747f",
    ink: "#e9eaec",
    muted: "#9ea4af",
    wire: "#737a85",
    value: "#6db3f5",
    "value-wash": "#1a2a3a",
    gradient: "#ff9a5c",
    "gradient-wash": "#35251a",
    halo: "#a1582a",
    "family-source": "#9aa3b1",
    "family-layer": "#a48bf0",
    "family-filter": "#e86ca4",
    "family-function": "#45c097",
    "family-cost": "#f2695f",
    problem: "#ff8a80",
    warning: "#f2b84b",
    "scale-negative": "#6db3f5",
    "scale-zero": "#2a2e35",
    "scale-positive": "#ff9a5c",
    "scale-not-finite": "#f2b84b",
  },
} as const satisfies Readonly<Record<Theme, Readonly<Record<string, string>>>>;

/** The name of a colour that pictures are drawn in. */
export type PaletteColor = keyof (typeof PALETTE)["light"];
