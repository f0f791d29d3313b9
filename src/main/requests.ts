import { z } from "zod";

const text = z.string();
const fileName = z.string().min(1).max(255);
const label = z.string().min(1).max(200);

const menu = z.strictObject({
  label,
  lines: z
    .array(
      z.discriminatedUnion("kind", [
        z.strictObject({
          kind: z.literal("command"),
          command: z.string().min(1).max(100),
          label,
          keys: z.string().max(50).exactOptional(),
          enabled: z.boolean(),
        }),
        z.strictObject({ kind: z.literal("separator") }),
      ]),
    )
    .max(100),
});

/** What the page may ask of main, and the arguments that each request must come with. Nothing else is listened to. */
export const requests = {
  openFile: z.tuple([]),
  openTable: z.tuple([]),
  saveFile: z.tuple([z.uuid(), text]),
  saveFileAs: z.tuple([fileName, text]),
  exportFile: z.tuple([fileName, z.union([text, z.instanceof(Uint8Array)])]),
  setTitle: z.tuple([z.string().max(1000), z.boolean()]),
  setMenus: z.tuple([z.array(menu).max(20)]),
  heardClose: z.tuple([]),
  close: z.tuple([]),
} as const;

/** The name of a request. */
export type RequestName = keyof typeof requests;

/** The arguments of a request, once they were found good. */
export type Arguments<Name extends RequestName> = z.output<(typeof requests)[Name]>;

/** The arguments of a request as it came over the wall. @throws Error for any that the app itself would never send. */
export function readArguments<Name extends RequestName>(name: Name, received: readonly unknown[]): Arguments<Name> {
  const result = requests[name].safeParse(received);
  if (!result.success) throw new Error(`Bad request ${name}: ${z.prettifyError(result.error)}`);
  return result.data as Arguments<Name>;
}

/** A suggested file name with nothing of a path in it, and with nothing that a file system would stumble over. */
export function plainFileName(suggested: string): string {
  const characters = Array.from(suggested, (c) => (c < " " || '<>:"/\\|?*'.includes(c) ? "-" : c));
  const name = characters.join("").replace(/^[.\s]+|[.\s]+$/g, "");
  return name === "" ? "untitled" : name;
}

/** Whether an address is a page of ours: of the built app, or of the development server where there is one. */
export function isOwnPage(address: string, developmentUrl: string | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, origin } = new URL(address);
  if (protocol === "app:") return host === "gradwire";
  return developmentUrl !== undefined && URL.canParse(developmentUrl) && origin === new URL(developmentUrl).origin;
}
