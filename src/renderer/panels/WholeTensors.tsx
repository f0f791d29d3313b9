import { type PointerEvent, type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import type { GradPlace } from "#core/check/grad-place";
import { Tabs } from "../controls/Tabs";
import { pointAtEntry } from "../state/told-step";
import type { Place } from "../worker/protocol";
import panel from "./Panel.module.css";
import { TensorView } from "./TensorView";
import { useWhole } from "./use-whole";

interface WholeTensorsProps {
  readonly place: Place;
  /** What the tensor is, in words. */
  readonly label: string;
  readonly withGradient: boolean;
  /** The gradient, or a part of it, comes at a later step of the pass. */
  readonly awaited?: boolean;
  /** The lane that is looked at first. */
  readonly first?: "value" | "gradient";
}

/** Every entry of a value and of its gradient, read from the engine when they are asked for. */
export function WholeTensors({ place, label, withGradient, awaited = false, first = "value" }: WholeTensorsProps) {
  const [lane, setLane] = useState<string>(first);
  const { whole, fresh } = useWhole(place);
  const key = JSON.stringify(place);
  // The same object as long as it says the same, since a million entries are looked through for another.
  const of = useMemo(() => gradPlace(JSON.parse(key) as Place), [key]);
  const onLook = useCallback(
    (at: number | null) => pointAtEntry(at === null ? null : { place: JSON.parse(key) as Place, at }),
    [key],
  );
  useEffect(() => () => pointAtEntry(null), []);
  if (!whole) return <p className={panel.muted}>Reading…</p>;
  const value = (
    <TensorView onLook={onLook} label={`value of ${label}`} whole={whole.value} lane="value" fresh={fresh} />
  );
  const look = ({ target }: PointerEvent) => {
    const cell = target instanceof Element ? target.closest<HTMLElement>("td[data-entry]") : null;
    if (cell) onLook(Number(cell.dataset.entry));
  };
  const looked = (content: ReactNode) => (
    <div onPointerOver={look} onPointerLeave={() => onLook(null)}>
      {content}
    </div>
  );
  if (!withGradient) return looked(value);
  const gradient = awaited ? (
    <p className={panel.muted}>Not yet: it comes back at a later step.</p>
  ) : whole.grad ? (
    <TensorView
      onLook={onLook}
      label={`gradient of ${label}`}
      whole={whole.grad}
      lane="gradient"
      fresh={fresh}
      {...(of ? { of } : {})}
    />
  ) : (
    <p className={panel.muted}>C does not depend on it, so there is no gradient.</p>
  );
  return looked(
    <Tabs
      label={`Value and gradient of ${label}`}
      value={lane}
      onChange={setLane}
      tabs={[
        { value: "value", label: "Value", content: value },
        { value: "gradient", label: "Gradient", content: gradient },
      ]}
    />,
  );
}

function gradPlace(place: Place): GradPlace | null {
  return place.kind === "saved" ? null : place;
}
