import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import styles from "./Dialog.module.css";
import { IconButton } from "./IconButton";
import { useReturnFocus } from "./use-return-focus";

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** A sentence under the title. */
  readonly description?: string;
  readonly size?: "small" | "medium" | "large";
  /** Buttons, the one to press next last. */
  readonly footer?: ReactNode;
  readonly children?: ReactNode;
}

/** A question or a task in front of everything else. Esc, the cross and a press outside close it. */
export function Dialog({ open, onClose, title, description, size = "medium", footer, children }: DialogProps) {
  const returnFocus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={(opens) => !opens && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.veil}>
          <Radix.Content
            className={classNames(styles.dialog, styles[size])}
            // Asked only where nothing in it has taken the keyboard: then the dialog itself does, not its cross with the tooltip.
            onOpenAutoFocus={(event) => {
              event.preventDefault();
              if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
            }}
            onCloseAutoFocus={returnFocus}
            {...(description === undefined ? { "aria-describedby": undefined } : {})}
          >
            <div className={styles.header}>
              <Radix.Title className={styles.title}>{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className={styles.description}>{description}</Radix.Description>
              )}
            </div>
            {children !== undefined && <div className={styles.body}>{children}</div>}
            {footer !== undefined && <div className={styles.footer}>{footer}</div>}
            {/* Last, so that opening the dialog puts the focus on what it is about. */}
            <IconButton label="Close" onClick={onClose} className={styles.close}>
              <X />
            </IconButton>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}
