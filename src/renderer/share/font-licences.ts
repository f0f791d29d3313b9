/** What is to be said of the faces that a picture has in it, by how their family's name begins. */
export const FONT_LICENCES: Readonly<Record<string, string>> = {
  Inter: "Copyright 2016 The Inter Project Authors (https://github.com/rsms/inter)",
  JetBrains: "Copyright 2020 The JetBrains Mono Project Authors (https://github.com/JetBrains/JetBrainsMono)",
  KaTeX:
    "Copyright (c) 2009-2010, Design Science, Inc. (www.mathjax.org), Copyright (c) 2014-2018 Khan Academy (www.khanacademy.org)",
};

/** A comment that says whose the faces in some `@font-face` rules are, and under which licence; empty where there are none. */
export function fontNotice(rules: string): string {
  const owners = Object.entries(FONT_LICENCES).filter(([family]) => rules.includes(`font-family:"${family}`));
  if (owners.length === 0) return "";
  const lines = owners.map(([family, owner]) => `${family}: ${owner}`);
  return `<!-- The fonts in this picture are under the SIL Open Font License 1.1 (https://openfontlicense.org).\n${lines.join("\n")} -->`;
}
