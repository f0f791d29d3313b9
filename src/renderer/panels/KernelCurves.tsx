import { useMemo, useState } from "react";
import type { Digest } from "#core/tape/digest";
import { Select } from "../controls/Select";
import { LinePlot, type PlotLine } from "../fields/LinePlot";
import { Section } from "./Section";
import { useWhole } from "./use-whole";
import styles from "./WholeTensors.module.css";

interface KernelCurvesProps {
  readonly node: string;
  readonly saved: Readonly<Record<string, Digest>>;
}

/** The intermediates that make a kernel's picture, as the run left them. */
const CURVES = [
  { name: "kernel", label: "g", color: "value" },
  { name: "kernelByMu", label: "∂g/∂μ", color: "family-filter" },
  { name: "kernelBySigma", label: "∂g/∂σ", color: "family-layer" },
] as const satisfies readonly { name: string; label: string; color: PlotLine["color"] }[];

/** A kernel and its derivatives, tap by tap, as the last run used them. */
export function KernelCurves({ node, saved }: KernelCurvesProps) {
  const [chosen, setChosen] = useState(0);
  const shape = saved.kernel?.shape ?? [];
  const kernels = shape.length > 1 ? (shape[0] as number) : 1;
  const kernel = Math.min(chosen, kernels - 1);
  const g = useWhole({ kind: "saved", node, name: CURVES[0].name });
  const byMu = useWhole({ kind: "saved", node, name: CURVES[1].name });
  const bySigma = useWhole({ kind: "saved", node, name: CURVES[2].name });
  const taps = shape.at(-1) ?? 0;
  const lines = useMemo(() => {
    const row = ({ whole }: typeof g) => whole?.value.tensor.data.subarray(kernel * taps, (kernel + 1) * taps) ?? [];
    return [g, byMu, bySigma].map((each, at): PlotLine => {
      const { label, color } = CURVES[at] as (typeof CURVES)[number];
      return { label, color, values: row(each) };
    });
  }, [g, byMu, bySigma, kernel, taps]);
  if (!g.whole || taps < 2) return null;
  const fresh = g.fresh && byMu.fresh && bySigma.fresh;
  return (
    <Section title="Kernel and its derivatives">
      {kernels > 1 && (
        <Select
          label="Kernel"
          hideLabel
          value={String(kernel)}
          onChange={(value) => setChosen(Number(value))}
          choices={Array.from({ length: Math.min(kernels, 100) }, (_, at) => ({
            value: String(at),
            label: `Kernel ${at + 1} of ${kernels}`,
          }))}
        />
      )}
      <div className={styles.picture} data-stale={!fresh || undefined}>
        <LinePlot label="Kernel and its derivatives" lines={lines} along="m" first={-(taps - 1) / 2} height={150} />
      </div>
    </Section>
  );
}
