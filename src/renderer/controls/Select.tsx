import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import { useId } from "react";
import { classNames } from "./class-names";
import styles from "./Field.module.css";
import { useFixed } from "./fixed";

interface SelectProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly disabled?: boolean;
}

/** One of a few choices. */
export function Select({ label, hideLabel = false, value, onChange, choices, disabled = false }: SelectProps) {
  const id = useId();
  const fixed = useFixed();
  return (
    <div className={styles.field}>
      {!hideLabel && (
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
      )}
      <Radix.Root value={value} onValueChange={onChange} disabled={disabled || fixed}>
        <Radix.Trigger
          id={id}
          className={classNames(styles.box, styles.select)}
          aria-label={hideLabel ? label : undefined}
        >
          <Radix.Value />
          <ChevronDown aria-hidden />
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content className={styles.options} position="popper" sideOffset={4} collisionPadding={8}>
            <Radix.Viewport>
              {choices.map((choice) => (
                <Radix.Item key={choice.value} value={choice.value} className={styles.option}>
                  <Radix.ItemText>{choice.label}</Radix.ItemText>
                  <Radix.ItemIndicator>
                    <Check aria-hidden />
                  </Radix.ItemIndicator>
                </Radix.Item>
              ))}
            </Radix.Viewport>
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </div>
  );
}
