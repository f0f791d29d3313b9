import { TEX_ESCAPES } from "#core/formula/name";

const maths = (command: string) => `\\ensuremath{${command}}`;

/** Signs of mathematics, with TeX's commands for them. */
const MATHS: Readonly<Record<string, string>> = {
  "\u2212": "-",
  "°": "^\\circ",
  "±": "\\pm",
  "∓": "\\mp",
  "¬": "\\neg",
  "÷": "\\div",
  "×": "\\times",
  "·": "\\cdot",
  "⋅": "\\cdot",
  "∗": "*",
  "∘": "\\circ",
  "⊙": "\\odot",
  "⊗": "\\otimes",
  "⊕": "\\oplus",
  "⊤": "\\top",
  "∂": "\\partial",
  "∇": "\\nabla",
  "∆": "\\Delta",
  "∑": "\\sum",
  "∏": "\\prod",
  "∫": "\\int",
  "√": "\\surd",
  "∞": "\\infty",
  "′": "'",
  "″": "''",
  "≤": "\\le",
  "≥": "\\ge",
  "≪": "\\ll",
  "≫": "\\gg",
  "≠": "\\ne",
  "≈": "\\approx",
  "≃": "\\simeq",
  "≡": "\\equiv",
  "≔": ":=",
  "∼": "\\sim",
  "∝": "\\propto",
  "∈": "\\in",
  "∉": "\\notin",
  "⊂": "\\subset",
  "⊆": "\\subseteq",
  "∩": "\\cap",
  "∪": "\\cup",
  "∅": "\\emptyset",
  "∀": "\\forall",
  "∃": "\\exists",
  "∧": "\\wedge",
  "∨": "\\vee",
  "⊥": "\\perp",
  "∥": "\\parallel",
  "‖": "\\|",
  "⟨": "\\langle",
  "⟩": "\\rangle",
  "⌊": "\\lfloor",
  "⌋": "\\rfloor",
  "⌈": "\\lceil",
  "⌉": "\\rceil",
  "→": "\\to",
  "←": "\\leftarrow",
  "↑": "\\uparrow",
  "↓": "\\downarrow",
  "↔": "\\leftrightarrow",
  "⇒": "\\Rightarrow",
  "⇐": "\\Leftarrow",
  "⇔": "\\Leftrightarrow",
  "↦": "\\mapsto",
  "⋯": "\\cdots",
  "⋮": "\\vdots",
  ℝ: "\\mathbb{R}",
  ℕ: "\\mathbb{N}",
  ℤ: "\\mathbb{Z}",
  ℓ: "\\ell",
  "‰": "{}^0\\!/_{00}",
  "●": "\\bullet",
  "✓": "\\checkmark",
};

const GREEK: Readonly<Record<string, string>> = Object.fromEntries(
  (
    "α alpha β beta γ gamma δ delta ε varepsilon ϵ epsilon ζ zeta η eta θ theta ϑ vartheta ι iota κ kappa λ lambda μ mu \u00b5 mu ν nu ξ xi " +
    "π pi ρ rho σ sigma ς varsigma τ tau υ upsilon φ varphi ϕ phi χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma " +
    "Υ Upsilon Φ Phi Ψ Psi Ω Omega"
  )
    .split(" ")
    .flatMap((sign, at, all) => (at % 2 === 0 ? [[sign, `\\${all[at + 1]}`]] : [])),
);

/** Capital Greek letters that look like Latin ones, and what else is set as a sign that is at hand. */
const ALIKE: Readonly<Record<string, string>> = {
  ...Object.fromEntries([..."ΑΒΕΖΗΙΚΜΝΟΡΤΧο"].map((sign, at) => [sign, [..."ABEZHIKMNOPTXo"][at] ?? ""])),
  "–": "--",
  "—": "---",
  "‐": "-",
  "‑": "-",
  "’": "'",
  "‘": "`",
  "“": "``",
  "”": "''",
  "‚": "\\quotesinglbase{}",
  "„": "\\quotedblbase{}",
  "‹": "\\guilsinglleft{}",
  "›": "\\guilsinglright{}",
  "«": "\\guillemotleft{}",
  "»": "\\guillemotright{}",
  "…": "\\ldots{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  '"': "\\textquotedbl{}",
  "¡": "\\textexclamdown{}",
  "¿": "\\textquestiondown{}",
  "¢": "\\textcent{}",
  "£": "\\textsterling{}",
  "¤": "\\textcurrency{}",
  "¥": "\\textyen{}",
  "€": "\\texteuro{}",
  "¦": "\\textbrokenbar{}",
  "§": "\\S{}",
  "¶": "\\P{}",
  "†": "\\dag{}",
  "‡": "\\ddag{}",
  "•": "\\textbullet{}",
  "©": "\\copyright{}",
  "®": "\\textregistered{}",
  "™": "\\texttrademark{}",
  "№": "\\textnumero{}",
  "¨": "\\textasciidieresis{}",
  "¯": "\\textasciimacron{}",
  "´": "\\textasciiacute{}",
  "¸": "\\c{}",
  ª: "\\textordfeminine{}",
  º: "\\textordmasculine{}",
  ł: "\\l{}",
  Ł: "\\L{}",
  đ: "\\dj{}",
  Đ: "\\DJ{}",
  ı: "\\i{}",
  œ: "\\oe{}",
  Œ: "\\OE{}",
};

/** Digits and signs that stand high or low, as what stands there. */
const SCRIPTS: Readonly<Record<string, string>> = Object.fromEntries([
  ...[..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ"].map((sign, at) => [sign, `^{${[..."0123456789+-n"][at]}}`]),
  ...[..."₀₁₂₃₄₅₆₇₈₉₊₋"].map((sign, at) => [sign, `_{${[..."0123456789+-"][at]}}`]),
]);

const FRACTIONS: Readonly<Record<string, string>> = {
  "½": "\\tfrac{1}{2}",
  "¼": "\\tfrac{1}{4}",
  "¾": "\\tfrac{3}{4}",
  "⅓": "\\tfrac{1}{3}",
  "⅔": "\\tfrac{2}{3}",
};

/** Signs that mean something to LaTeX or that not every LaTeX knows, and what sets them between other text. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ...TEX_ESCAPES,
  ...Object.entries(ALIKE),
  ...Object.entries({ ...MATHS, ...GREEK, ...SCRIPTS, ...FRACTIONS }).map(([sign, tex]) => [sign, maths(tex)] as const),
]);

/** Letters that every LaTeX knows. */
const KNOWN = /[A-Za-z0-9À-ÖØ-öø-ÿ .,:;!?'`()[\]/*+=@-]/;

/** Accents by what combines with a letter. */
const ACCENTS: ReadonlyMap<string, string> = new Map([
  ["\u0300", "`"],
  ["\u0301", "'"],
  ["\u0302", "^"],
  ["\u0303", "~"],
  ["\u0304", "="],
  ["\u0306", "u"],
  ["\u0307", "."],
  ["\u0308", '"'],
  ["\u030a", "r"],
  ["\u030b", "H"],
  ["\u030c", "v"],
  ["\u0327", "c"],
  ["\u0328", "k"],
]);

/** What sets a sign of a text, whatever it is; none is ever a command of its own. What no LaTeX is sure to have goes by its number. */
export function latexSign(sign: string): string {
  return SIGNS.get(sign) ?? (KNOWN.test(sign) ? sign : (accented(sign) ?? numbered(sign)));
}

function accented(sign: string): string | null {
  const [letter = "", mark = "", ...more] = sign.normalize("NFD");
  const accent = ACCENTS.get(mark);
  return /^[A-Za-z]$/.test(letter) && accent !== undefined && more.length === 0 ? `\\${accent}{${letter}}` : null;
}

function numbered(sign: string): string {
  return `\\gradsign{${(sign.codePointAt(0) as number).toString(16).toUpperCase()}}`;
}
