import type { Command } from "../commands/command";
import { Kbd } from "../controls/Kbd";
import panel from "./Panel.module.css";

/** Keys that are of use here, with what each does. */
export function KeyList({ commands }: { readonly commands: readonly Command[] }) {
  return (
    <footer className={panel.footer}>
      <ul className={panel.keys} aria-label="Keys">
        {commands.map(({ id, name, keys: [first] }) => (
          <li key={id}>
            {first !== undefined && <Kbd keys={first} />}
            {name.replace("…", "")}
          </li>
        ))}
      </ul>
    </footer>
  );
}
