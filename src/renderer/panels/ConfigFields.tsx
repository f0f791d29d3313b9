import { useId, useState } from "react";
import { setConfig } from "#core/document/commands";
import { type Resolved, readConfig } from "#core/graph/resolve";
import type { Json } from "#core/json";
import type { ConfigField } from "#core/ops/define";
import { own } from "#core/own";
import { Select } from "../controls/Select";
import { Switch } from "../controls/Switch";
import { TextField } from "../controls/TextField";
import { configFault } from "../fields/config-fault";
import { NumberField } from "../fields/NumberField";
import { useGesture } from "../state/gesture";
import { change, currentDocument } from "../state/session";
import styles from "./ConfigFields.module.css";
import { Section } from "./Section";

/** The settings of a node. What a person writes is judged as it is written, in words. */
export function ConfigFields({ resolved }: { readonly resolved: Resolved }) {
  const fields = Object.entries(resolved.op.config);
  if (fields.length === 0) return null;
  return (
    <Section title="Settings">
      <div className={styles.fields}>
        {fields.map(([name, field]) => (
          <Setting key={name} resolved={resolved} name={name} field={field} />
        ))}
      </div>
    </Section>
  );
}

interface SettingProps<F extends ConfigField = ConfigField> {
  readonly resolved: Resolved;
  readonly name: string;
  readonly field: F;
}

type Kind<K extends ConfigField["kind"]> = SettingProps<Extract<ConfigField, { kind: K }>>;

function Setting({ resolved, name, field }: SettingProps) {
  const { settings } = resolved;
  const write = (value: Json) => writeConfig(resolved, name, value, null);
  switch (field.kind) {
    case "integer":
    case "number":
      return <NumberSetting resolved={resolved} name={name} field={field} />;
    case "boolean":
      return (
        <div className={styles.field}>
          <Switch label={field.label} checked={settings.config[name] === true} onChange={write} />
          <Note text={field.hint} problem={faultIn(resolved, name)} />
        </div>
      );
    case "choice":
      return (
        <div className={styles.field}>
          <Select
            label={field.label}
            value={String(settings.config[name])}
            onChange={write}
            choices={Object.entries(field.choices).map(([value, label]) => ({ value, label }))}
          />
          <Note text={field.hint} problem={faultIn(resolved, name)} />
        </div>
      );
    case "text":
      return <TextSetting resolved={resolved} name={name} field={field} />;
    case "texts":
      return <TextsSetting resolved={resolved} name={name} field={field} />;
  }
}

function NumberSetting({ resolved, name, field }: Kind<"integer" | "number">) {
  const write = useGesture((value: number, gesture) => writeConfig(resolved, name, value, gesture), name);
  const id = useId();
  const value = resolved.settings.config[name];
  const refuse = (number: number) => {
    const read = readConfig(number, field);
    return "fault" in read ? `${field.label} ${read.fault}` : null;
  };
  const problem = faultIn(resolved, name);
  return (
    <div className={styles.field}>
      <div className={styles.row}>
        <span id={id} className={styles.label}>
          {field.label}
        </span>
        <span className={styles.number}>
          <NumberField
            label={field.label}
            value={typeof value === "number" ? value : 0}
            onChange={write}
            wholeOnly={field.kind === "integer"}
            refuse={refuse}
            problem={problem}
            {...(field.kind === "integer" ? { step: 1 } : {})}
          />
        </span>
      </div>
      <Note text={field.hint} problem={problem} />
    </div>
  );
}

function TextSetting({ resolved, name, field }: Kind<"text">) {
  const [draft, setDraft] = useState<string | null>(null);
  const value = resolved.settings.config[name];
  return (
    <TextField
      label={field.label}
      mono
      value={typeof value === "string" ? value : ""}
      {...(field.hint === undefined ? {} : { hint: field.hint })}
      problem={draft === null ? faultIn(resolved, name) : (configFault(resolved.node, name, draft) ?? undefined)}
      fault={(text) => configFault(resolved.node, name, text)}
      onLive={setDraft}
      onCommit={(text) => {
        setDraft(null);
        writeConfig(resolved, name, text, null);
      }}
    />
  );
}

/** One text for each symbol of the node, and for each that is there without a symbol. */
function TextsSetting({ resolved, name, field }: Kind<"texts">) {
  const [draft, setDraft] = useState<Readonly<Record<string, string>> | null>(null);
  const id = useId();
  const given = resolved.settings.config[name];
  const texts = typeof given === "object" ? given : {};
  const symbols = [
    ...new Set([...Object.keys(resolved.inputs), ...Object.keys(resolved.params), ...Object.keys(texts)]),
  ];
  const problem = draft === null ? faultIn(resolved, name) : (configFault(resolved.node, name, draft) ?? undefined);
  const withText = (symbol: string, text: string) => {
    const { [symbol]: _, ...others } = texts;
    return text.trim() === "" ? others : { ...others, [symbol]: text };
  };
  if (symbols.length === 0) return null;
  return (
    <fieldset className={styles.texts} aria-labelledby={id}>
      <span id={id} className={styles.label}>
        {field.label}
      </span>
      {symbols.map((symbol) => (
        <div key={symbol} className={styles.text}>
          <span aria-hidden className={styles.symbol}>
            {`∂/∂${symbol}`}
          </span>
          <TextField
            label={`${field.label}: by ${symbol}`}
            hideLabel
            mono
            value={own(texts, symbol) ?? ""}
            placeholder="by the chain rule"
            fault={(text) => configFault(resolved.node, name, withText(symbol, text))}
            onLive={(text) => setDraft(withText(symbol, text))}
            onCommit={(text) => {
              setDraft(null);
              writeConfig(resolved, name, withText(symbol, text), null);
            }}
          />
        </div>
      ))}
      <Note text={field.hint} problem={problem} />
    </fieldset>
  );
}

/** What is wrong with a setting, else what is good to know of it. */
function Note({ text, problem }: { readonly text: string | undefined; readonly problem: string | undefined }) {
  if (problem !== undefined) return <p className={styles.problem}>{problem}</p>;
  return text === undefined ? null : <p className={styles.hint}>{text}</p>;
}

function writeConfig({ node, op }: Resolved, name: string, value: Json, gesture: string | null): void {
  const label = op.config[name]?.label ?? name;
  change(setConfig(currentDocument(), node.id, name, value), `change ${label.toLowerCase()}`, gesture);
}

/** What is wrong with a setting as it is. */
function faultIn({ faults }: Resolved, name: string): string | undefined {
  return faults.find(({ config }) => config === name)?.message;
}
