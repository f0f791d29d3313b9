import { host } from "../host/current";

/** Packages that are in the program under the same licence in the same words. */
export interface Licence {
  readonly packages: readonly { readonly name: string; readonly version: string; readonly source: string }[];
  /** Its SPDX identifier. */
  readonly licence: string;
  /** Copyright notices and licence in full. */
  readonly text: string;
}

/** The licences of all packages, which the build lays beside the app. @throws Error where it came without them. */
export async function loadLicences(): Promise<readonly Licence[]> {
  return JSON.parse(await host.loadResource("third-party.json"));
}
