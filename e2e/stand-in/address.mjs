// Plain Chromium cannot be taught a scheme of one's own. An https address on a name that does not exist has all that Electron
// gives a scheme that is standard, secure and can be fetched from; every request for it is answered by the program's handler.

const STANDS_FOR = "app";

/**
 * The address under which Chromium knows a page or file of the program.
 * @param {string} address app://gradwire/x
 */
export function toChromium(address) {
  return address.replace(/^app:\/\/([^/?#]+)/, `https://$1.${STANDS_FOR}.invalid`);
}

/**
 * The address that the program would see in Electron.
 * @param {string} address https://gradwire.app.invalid/x
 */
export function toElectron(address) {
  return address.replace(/^https:\/\/([^/?#]+)\.app\.invalid(?=[/?#]|$)/, `${STANDS_FOR}://$1`);
}

/** What DevTools' Fetch domain is to ask about. */
export const OUR_REQUESTS = `https://*.${STANDS_FOR}.invalid/*`;

/** @param {string} address */
export const isOurs = (address) => toElectron(address) !== address;
