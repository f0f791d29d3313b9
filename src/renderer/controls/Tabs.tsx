import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import styles from "./Tabs.module.css";

interface TabsProps {
  /** What the tabs are views of. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly tabs: readonly { readonly value: string; readonly label: string; readonly content: ReactNode }[];
  readonly className?: string;
}

/** Views of one thing, of which one is seen; arrows go from one to the next. */
export function Tabs({ label, value, onChange, tabs, className }: TabsProps) {
  return (
    <Radix.Root className={classNames(styles.root, className)} value={value} onValueChange={onChange}>
      <Radix.List className={styles.list} aria-label={label}>
        {tabs.map((tab) => (
          <Radix.Trigger key={tab.value} value={tab.value} className={styles.tab}>
            <span className={styles.words} data-words={tab.label}>
              {tab.label}
            </span>
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className={styles.content}>
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
