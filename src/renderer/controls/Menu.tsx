import { Check, ChevronRight } from "lucide-react";
import { ContextMenu as RadixContext, DropdownMenu as RadixDropdown, Menubar as RadixMenubar } from "radix-ui";
import { type ReactNode, useState } from "react";
import { keysText } from "./Kbd";
import styles from "./Menu.module.css";

/** One line of a menu that does something. */
export interface MenuAction {
  readonly label: string;
  readonly icon?: ReactNode;
  /** Keys that do the same, such as `Mod+Z`. The menu shows them; it does not listen for them. */
  readonly shortcut?: string;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  /** Makes it a line that is on or off, or, with `choice`, one of several of which one is on. */
  readonly checked?: boolean;
  readonly choice?: boolean;
  readonly onSelect: () => void;
}

/** A menu within a menu. */
export interface Submenu {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly disabled?: boolean;
  readonly items: readonly MenuItem[];
}

/** What a menu holds, as plain values; `"separator"` draws a line. */
export type MenuItem = MenuAction | Submenu | "separator";

/** The three kinds of Radix menus are made of parts with the same names. */
type Parts = typeof RadixDropdown | typeof RadixContext | typeof RadixMenubar;

function Items({ parts, items }: { readonly parts: Parts; readonly items: readonly MenuItem[] }) {
  // The parts' props are the same wherever they are used here; the compiler sees three unrelated components.
  const P = parts as typeof RadixDropdown;
  return items.map((item, at) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: a menu's lines do not move while it is open, and separators have no name.
    if (item === "separator") return <P.Separator key={at} className={styles.separator} />;
    if ("items" in item) {
      return (
        <P.Sub key={item.label}>
          <P.SubTrigger className={styles.item} disabled={item.disabled ?? false}>
            <span className={styles.icon}>{item.icon}</span>
            <span className={styles.label}>{item.label}</span>
            <ChevronRight className={styles.more} aria-hidden />
          </P.SubTrigger>
          <P.Portal>
            <P.SubContent className={styles.menu} sideOffset={2} alignOffset={-5} collisionPadding={8}>
              <Items parts={parts} items={item.items} />
            </P.SubContent>
          </P.Portal>
        </P.Sub>
      );
    }
    return <Action key={item.label} parts={P} item={item} />;
  });
}

function Action({ parts: P, item }: { readonly parts: typeof RadixDropdown; readonly item: MenuAction }) {
  const common = {
    className: styles.item,
    disabled: item.disabled ?? false,
    onSelect: item.onSelect,
    ...(item.danger ? { "data-danger": "" } : {}),
  };
  const words = (
    <>
      <span className={styles.label}>{item.label}</span>
      {item.shortcut !== undefined && <span className={styles.keys}>{keysText(item.shortcut)}</span>}
    </>
  );
  if (item.checked === undefined) {
    return (
      <P.Item {...common}>
        <span className={styles.icon}>{item.icon}</span>
        {words}
      </P.Item>
    );
  }
  const mark = (
    <span className={styles.icon}>
      <P.ItemIndicator>
        <Check aria-hidden />
      </P.ItemIndicator>
    </span>
  );
  return item.choice ? (
    <P.RadioGroup value={item.checked ? "on" : ""}>
      <P.RadioItem {...common} value="on">
        {mark}
        {words}
      </P.RadioItem>
    </P.RadioGroup>
  ) : (
    <P.CheckboxItem {...common} checked={item.checked}>
      {mark}
      {words}
    </P.CheckboxItem>
  );
}

interface MenuButtonProps {
  /** The button that opens it: a `Button` or an element that takes a ref. */
  readonly trigger: ReactNode;
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly align?: "start" | "center" | "end";
  readonly side?: "top" | "right" | "bottom" | "left";
}

/** A menu that hangs from a button. */
export function MenuButton({ trigger, label, items, align = "start", side = "bottom" }: MenuButtonProps) {
  return (
    <RadixDropdown.Root modal={false}>
      <RadixDropdown.Trigger asChild>{trigger}</RadixDropdown.Trigger>
      <RadixDropdown.Portal>
        <RadixDropdown.Content
          className={styles.menu}
          aria-label={label}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={leaveFocusInField}
        >
          <Items parts={RadixDropdown} items={items} />
        </RadixDropdown.Content>
      </RadixDropdown.Portal>
    </RadixDropdown.Root>
  );
}

interface ContextMenuProps {
  readonly label: string;
  /** Asked each time it opens, with the point where it was asked for, in client pixels. */
  readonly items: (at: { readonly x: number; readonly y: number }) => readonly MenuItem[];
  /** One element that takes a ref: what the menu is about. */
  readonly children: ReactNode;
}

/** The menu that a right click, a long touch or the menu key opens. */
export function ContextMenu({ label, items, children }: ContextMenuProps) {
  const [shown, setShown] = useState<readonly MenuItem[]>([]);
  return (
    <RadixContext.Root modal={false}>
      <RadixContext.Trigger asChild onContextMenu={(event) => setShown(items({ x: event.clientX, y: event.clientY }))}>
        {children}
      </RadixContext.Trigger>
      <RadixContext.Portal>
        <RadixContext.Content
          className={styles.menu}
          aria-label={label}
          collisionPadding={8}
          onCloseAutoFocus={leaveFocusInField}
        >
          <Items parts={RadixContext} items={shown} />
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  );
}

interface MenubarProps {
  readonly label: string;
  readonly menus: readonly { readonly label: string; readonly items: readonly MenuItem[] }[];
}

/** A row of menus; arrows go from one to the next. */
export function Menubar({ label, menus }: MenubarProps) {
  return (
    <RadixMenubar.Root className={styles.bar} aria-label={label}>
      {menus.map((menu) => (
        <RadixMenubar.Menu key={menu.label}>
          <RadixMenubar.Trigger className={styles.top}>{menu.label}</RadixMenubar.Trigger>
          <RadixMenubar.Portal>
            <RadixMenubar.Content
              className={styles.menu}
              align="start"
              sideOffset={4}
              collisionPadding={8}
              onCloseAutoFocus={leaveFocusInField}
            >
              <Items parts={RadixMenubar} items={menu.items} />
            </RadixMenubar.Content>
          </RadixMenubar.Portal>
        </RadixMenubar.Menu>
      ))}
    </RadixMenubar.Root>
  );
}

/** What was chosen may have led into a field: then the keyboard stays there. */
function leaveFocusInField(event: Event): void {
  if (document.activeElement?.matches("input, textarea")) event.preventDefault();
}
