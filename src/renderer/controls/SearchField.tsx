import { Search } from "lucide-react";
import type { ComponentProps } from "react";
import styles from "./Field.module.css";
import { Kbd } from "./Kbd";

interface SearchFieldProps extends Omit<ComponentProps<"input">, "onChange" | "value" | "type" | "aria-label"> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The key that leads here, shown while nothing is written. */
  readonly shortcut?: string;
}

/** A field that filters what is below it. Further props, such as role and keys of a combobox, go to the input. */
export function SearchField({ label, value, onChange, shortcut, placeholder, ...rest }: SearchFieldProps) {
  return (
    <div className={styles.box}>
      <Search aria-hidden />
      <input
        autoComplete="off"
        spellCheck={false}
        {...rest}
        type="search"
        className={styles.input}
        aria-label={label}
        placeholder={placeholder ?? label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {shortcut !== undefined && value === "" && <Kbd keys={shortcut} />}
    </div>
  );
}
