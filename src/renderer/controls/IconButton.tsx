import { Tooltip } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import button from "./Button.module.css";
import { classNames } from "./class-names";
import { Kbd } from "./Kbd";
import styles from "./Tooltip.module.css";

/** How long a pointer rests before it is told what it rests on. */
const PATIENCE_MS = 500;

interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "aria-label"> {
  /** What happens when it is pressed; shown on hover and focus, and said by screen readers. */
  readonly label: string;
  /** Keys that do the same, as `Kbd` writes them, such as `Mod+Z`. */
  readonly shortcut?: string;
  /** Whether it is on, for a button that stays pressed. */
  readonly pressed?: boolean;
  readonly size?: "usual" | "small";
  readonly side?: "top" | "right" | "bottom" | "left";
  /** An icon of lucide-react. */
  readonly children: ReactNode;
}

/** A button with an icon, whose words appear beside it. */
export function IconButton({
  label,
  shortcut,
  pressed,
  size = "usual",
  side = "bottom",
  children,
  className,
  type = "button",
  ...rest
}: IconButtonProps) {
  return (
    <Hint label={label} side={side} {...(shortcut === undefined ? {} : { shortcut })}>
      <button
        {...rest}
        {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
        type={type}
        aria-label={label}
        className={classNames(button.icon, size === "small" && button.small, className)}
      >
        {children}
      </button>
    </Hint>
  );
}

interface HintProps {
  readonly label: ReactNode;
  readonly shortcut?: string;
  readonly side?: "top" | "right" | "bottom" | "left";
  /** One element that takes a ref. */
  readonly children: ReactNode;
}

/** Words that appear beside what the pointer rests on, or the keyboard is on. They must not be the only place that says it. */
export function Hint({ label, shortcut, side = "top", children }: HintProps) {
  return (
    <Tooltip.Provider delayDuration={PATIENCE_MS} skipDelayDuration={PATIENCE_MS}>
      <Tooltip.Root>
        <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content className={styles.tooltip} side={side} sideOffset={6} collisionPadding={8}>
            {label}
            {shortcut !== undefined && <Kbd keys={shortcut} />}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}
