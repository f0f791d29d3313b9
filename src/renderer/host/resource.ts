/** The text of a file that ships with the app. A missing one is our own fault, so it throws. */
export async function loadResource(path: string): Promise<string> {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw new Error(`The app has no resource ${path} (${response.status})`);
  return response.text();
}
