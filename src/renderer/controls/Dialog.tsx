import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { isWrittenIn, registerPlace, saySettling } from "../state/settle";
import { Button } from "./Button";
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
  /** Whether closing it would lose something that was written or chosen in it. */
  readonly edited?: boolean;
  readonly children?: ReactNode;
}

/**
 * A question or a task in front of everything else. Esc, the cross and a press outside close it; they ask first where it has edits, and
 * nothing else goes on before these are taken or thrown away.
 */
export function Dialog({
  open,
  onClose,
  title,
  description,
  size = "medium",
  footer,
  edited = false,
  children,
}: DialogProps) {
  const returnFocus = useReturnFocus();
  const box = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState(false);
  useEdits(box, title, edited);
  const leave = () => (edited || isWrittenIn(box.current) ? setAsking(true) : onClose());
  return (
    <Radix.Root open={open} onOpenChange={(opens) => !opens && leave()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.veil}>
          <Radix.Content
            ref={box}
            className={classNames(styles.dialog, styles[size])}
            // Asked only where nothing in it has taken the keyboard: then the dialog itself does, not its cross with the tooltip.
            onOpenAutoFocus={(event) => {
              event.preventDefault();
              if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
            }}
            onCloseAutoFocus={returnFocus}
            onEscapeKeyDown={(event) => {
              // The field that has the keyboard gives up what is written in it first.
              if (isWrittenIn(document.activeElement)) event.preventDefault();
              else if (asking) {
                event.preventDefault();
                setAsking(false);
              }
            }}
            {...(description === undefined ? { "aria-describedby": undefined } : {})}
          >
            <div className={styles.header}>
              <Radix.Title className={styles.title}>{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className={styles.description}>{description}</Radix.Description>
              )}
            </div>
            {children !== undefined && <div className={styles.body}>{children}</div>}
            {asking ? (
              <fieldset className={styles.footer} aria-label="Throw away your edits?">
                <p className={styles.asking} role="alert">
                  Throw away your edits?
                </p>
                <Button look="danger" onClick={onClose}>
                  Throw away
                </Button>
                <Button look="strong" onClick={() => setAsking(false)} autoFocus>
                  Keep editing
                </Button>
              </fieldset>
            ) : (
              footer !== undefined && <div className={styles.footer}>{footer}</div>
            )}
            {/* Last, so that opening the dialog puts the focus on what it is about. */}
            <IconButton label="Close" onClick={leave} className={styles.close}>
              <X />
            </IconButton>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Has whatever waits for fields to be settled wait for the edits of a dialog too. */
function useEdits(box: { readonly current: HTMLElement | null }, title: string, edited: boolean): void {
  const latest = useRef({ title, edited });
  useLayoutEffect(() => {
    latest.current = { title, edited };
    saySettling();
  }, [title, edited]);
  useLayoutEffect(() => {
    const isWritten = () => latest.current.edited || isWrittenIn(box.current);
    return registerPlace({
      element: () => box.current,
      isWritten,
      isNew: isWritten,
      settle: () => `Finish “${latest.current.title}” first`,
      giveUp: () => {},
      kind: "dialog",
    });
  }, [box]);
}
