import { commandsIn, menus } from "../commands/menus";
import { Kbd } from "../controls/Kbd";
import styles from "./ShortcutList.module.css";

/** Every command that has keys, menu by menu. */
export function ShortcutList() {
  return (
    <div className={styles.columns}>
      {menus.map((menu) => (
        <section key={menu.label} className={styles.section} aria-label={menu.label}>
          <h3 className={styles.heading}>{menu.label}</h3>
          <dl>
            {commandsIn(menu)
              .filter((command) => command.keys.length > 0)
              .map(({ id, name, keys }) => (
                <div key={id} className={styles.line}>
                  <dt>{name.replace("…", "")}</dt>
                  <dd className={styles.keys}>
                    {keys.map((one) => (
                      <Kbd key={one} keys={one} />
                    ))}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
