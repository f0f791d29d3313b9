/** Words that mean something in Python, to PyTorch's modules, or in a file that is written here, and so name nothing else. */
const TAKEN: ReadonlySet<string> = new Set(
  [
    // Keywords, and those that are keywords only in places.
    "False None True and as assert async await break case class continue def del elif else except finally for from global if",
    "import in is lambda match nonlocal not or pass raise return try type while with yield",
    // What is built in, but for the exceptions, which are told by their endings.
    "Ellipsis NotImplemented abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits",
    "delattr dict dir display divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id",
    "input int isinstance issubclass iter len license list locals map max memoryview min next object oct open ord pow print",
    "property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple vars zip",
    // What every nn.Module has.
    "T_destination add_module apply bfloat16 buffers call_super_init children cpu cuda double dump_patches eval extra_repr forward",
    "get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict modules mtia named_buffers named_children",
    "named_modules named_parameters parameters register_backward_hook register_buffer register_forward_hook",
    "register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook register_load_state_dict_post_hook",
    "register_load_state_dict_pre_hook register_module register_parameter register_state_dict_post_hook",
    "register_state_dict_pre_hook requires_grad_ set_extra_state set_submodule share_memory state_dict to to_empty train training",
    "xpu zero_grad",
    // The file's own.
    "F REFERENCE base64 check_backward compare cost gradcheck main model nn outputs self tensor torch unpack",
  ].flatMap((line) => line.split(" ")),
);

const GREEK: ReadonlyMap<string, string> = new Map(
  (
    "α alpha β beta γ gamma δ delta ε epsilon ϵ epsilon ζ zeta η eta θ theta ϑ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi " +
    "ο omicron π pi ρ rho σ sigma ς sigma τ tau υ upsilon φ phi ϕ phi χ chi ψ psi ω omega"
  )
    .match(/\S+ \S+/g)
    ?.map((pair) => pair.split(" ") as [string, string]),
);

/** Longer names are cut. */
const LONGEST = 40;

/**
 * A name in Python that reads as a text does: Greek letters by their names, accents dropped, all else but letters and digits of ASCII
 * an underscore; `otherwise` where nothing is left. Never a word that is taken, and never one that begins with an underscore.
 */
export function pythonName(text: string, otherwise = "node"): string {
  const plain = [...text.slice(0, 10 * LONGEST).normalize("NFKD")].map(spelled).join("");
  const name = plain.replace(/_+/g, "_").slice(0, LONGEST).replace(/^_|_$/g, "");
  const begun = /^[A-Za-z]/.test(name) ? name : name === "" ? otherwise : `${otherwise}_${name}`;
  return isTaken(begun) ? `${begun}_` : begun;
}

function spelled(sign: string): string {
  if (/\p{M}/u.test(sign)) return "";
  if (/[A-Za-z0-9]/.test(sign)) return sign;
  const small = GREEK.get(sign.toLowerCase());
  if (small === undefined) return sign === "'" || sign === "′" ? "_prime" : "_";
  return sign === sign.toLowerCase() ? small : small.charAt(0).toUpperCase() + small.slice(1);
}

function isTaken(name: string): boolean {
  return TAKEN.has(name) || /^([A-Z]\w*)?(Error|Exception|Warning|Group|Exit|Interrupt|Iteration)$/.test(name);
}

/** A name of its own in Python for each text, the first free of `x`, `x_2`, `x_3`, …; none of them in `taken`. */
export function pythonNames(texts: Iterable<string>, taken: Iterable<string> = []): ReadonlyMap<string, string> {
  const free = freeNames(taken);
  const names = new Map<string, string>();
  for (const text of texts) if (!names.has(text)) names.set(text, free(pythonName(text)));
  return names;
}

/** Gives a name that it has not given yet: the one that is asked for, or it with a number behind. */
export function freeNames(taken: Iterable<string> = []): (name: string) => string {
  const given = new Set(taken);
  const last = new Map<string, number>();
  return (name) => {
    let next = name;
    let number = last.get(name) ?? 1;
    while (given.has(next)) {
      number += 1;
      next = `${name.replace(/_$/, "")}_${number}`;
    }
    last.set(name, number);
    given.add(next);
    return next;
  };
}
