import ts from "typescript";

/** What the stand-in's objects are called in Electron's types: an instance, or the class itself. */
const TYPES: Readonly<Record<string, string>> = {
  app: "App",
  "BrowserWindow#": "BrowserWindow",
  webContents: "WebContents",
  session: "Session",
  ipcMain: "IpcMain",
  ipcRenderer: "IpcRenderer",
  contextBridge: "ContextBridge",
  dialog: "Dialog",
  "Menu#": "Menu",
  MenuItem: "MenuItem",
  protocol: "Protocol",
  WebFrameMain: "WebFrameMain",
  IpcMainInvokeEvent: "IpcMainInvokeEvent",
  IpcRendererEvent: "IpcRendererEvent",
};

/** All names of these types in Electron's own declarations, written as in the stand-in's table. */
export function electronNames(declarations: string): ReadonlySet<string> {
  const program = ts.createProgram([declarations], { types: [], noLib: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(declarations);
  const names = new Set<string>();
  if (source === undefined) throw new Error(`There is no ${declarations}`);

  function declared(name: string): ts.Symbol {
    for (const statement of source?.statements ?? []) {
      if (!ts.isModuleDeclaration(statement) || statement.name.text !== "Electron") continue;
      const found = checker.getSymbolAtLocation(statement.name)?.exports?.get(ts.escapeLeadingUnderscores(name));
      if (found) return found;
    }
    throw new Error(`Electron declares no ${name}`);
  }

  for (const [ours, theirs] of Object.entries(TYPES)) {
    const type = checker.getDeclaredTypeOfSymbol(declared(theirs));
    const dot = ours.endsWith("#") ? "" : ".";
    for (const { name } of checker.getPropertiesOfType(type)) names.add(`${ours}${dot}${name}`);
    const on = checker.getPropertyOfType(type, "on");
    for (const { parameters } of on ? checker.getTypeOfSymbol(on).getCallSignatures() : []) {
      const event = parameters[0] && checker.getTypeOfSymbol(parameters[0]);
      if (event?.isStringLiteral()) names.add(`${ours.replace("#", "")} event ${event.value}`);
    }
  }
  for (const name of ["BrowserWindow", "Menu"]) {
    for (const property of checker.getPropertiesOfType(checker.getTypeOfSymbol(declared(name)))) {
      names.add(`${name}.${property.name}`);
    }
  }
  const options = checker.getDeclaredTypeOfSymbol(declared("BrowserWindowConstructorOptions"));
  for (const { name } of checker.getPropertiesOfType(options)) names.add(`BrowserWindow option ${name}`);
  return names;
}
