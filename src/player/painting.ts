/** A picture in a page, of which only the parts that differ are changed. */
export interface Painting {
  /** Shows a picture of `drawPicture`; all that comes from a file is escaped in it. */
  readonly paint: (picture: string) => SVGSVGElement;
  /** Where the picture begins on the canvas. */
  readonly corner: () => { readonly x: number; readonly y: number };
}

/** A line of a picture, and what it is in the page. */
interface Part {
  readonly line: string;
  readonly nodes: readonly Element[];
}

/** Paints into an element. In a large graph a step changes a few parts of many. */
export function createPainting(into: Element): Painting {
  let opening = "";
  let parts: readonly Part[] = [];
  let svg: SVGSVGElement | null = null;
  let corner = { x: 0, y: 0 };

  function paintAll(first: string, lines: readonly string[]): SVGSVGElement {
    into.innerHTML = `${first}</svg>`;
    const whole = into.firstElementChild as SVGSVGElement;
    const { x, y } = whole.viewBox.baseVal;
    corner = { x, y };
    opening = first;
    const read = readParts(lines);
    parts = lines.map((line, at) => ({ line, nodes: read[at] ?? [] }));
    whole.append(...parts.flatMap(({ nodes }) => nodes));
    return whole;
  }

  return {
    paint(picture) {
      // Each part is on a line of its own, between the opening tag and the closing one.
      const [first = "", ...rest] = picture.trimEnd().split("\n");
      // A title would be a tip over all of the picture.
      const lines = rest.slice(0, -1).filter((line) => !line.startsWith("<title"));
      if (!svg || first !== opening || lines.length !== parts.length) {
        svg = paintAll(first, lines);
        return svg;
      }
      const changed = lines.filter((line, at) => line !== parts[at]?.line);
      const read = readParts(changed).values();
      parts = parts.map((part, at) => {
        const line = lines[at] as string;
        if (line === part.line) return part;
        const nodes = read.next().value ?? [];
        part.nodes[0]?.replaceWith(...nodes);
        for (const node of part.nodes.slice(1)) node.remove();
        return { line, nodes };
      });
      return svg;
    },
    corner: () => corner,
  };
}

/** The elements of each line, read all at once. */
function readParts(lines: readonly string[]): readonly (readonly Element[])[] {
  const holder = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  holder.innerHTML = lines.map((line) => `<g>${line}</g>`).join("");
  return Array.from(holder.children, ({ children }) => [...children]);
}
