import type { ComponentProps, ReactNode } from "react";
import styles from "./Button.module.css";
import { classNames } from "./class-names";

export interface ButtonProps extends Omit<ComponentProps<"button">, "children"> {
  /** `plain` has no border until it is pointed at; `strong` is the one thing to do next, at most one in view. */
  readonly look?: "outlined" | "plain" | "strong" | "danger";
  readonly icon?: ReactNode;
  /** What happens when it is pressed. */
  readonly children: ReactNode;
}

/** A button with words on it. */
export function Button({ look = "outlined", icon, children, className, type = "button", ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} className={classNames(styles.button, styles[look], className)}>
      {icon}
      <span className={styles.words}>{children}</span>
    </button>
  );
}
