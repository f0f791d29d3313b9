import { useEffect, useMemo, useRef } from "react";
import { runs } from "../state/running";
import { useSettings } from "../state/settings";
import { themeColor, useTheme } from "../styles/theme";
import styles from "./Canvas.module.css";
import { camera } from "./camera";
import { marquee } from "./far-pointer";
import type { Flow } from "./flow-parts";
import { onScreen, paintScene } from "./paint-scene";
import { farCards, farWires } from "./scene";
import { usePainting } from "./use-painting";

/** The whole graph drawn on one canvas, for zooms at which nothing on a card could be read. */
export function FarView({ flow }: { readonly flow: Flow }) {
  const theme = useTheme();
  const edgeStyle = useSettings((settings) => settings.edgeStyle);
  const cards = useMemo(() => farCards(flow.nodes), [flow]);
  const wires = useRef<ReturnType<typeof farWires> | null>(null);
  const { canvas, ask } = usePainting((context, width, height) => {
    wires.current ??= farWires(flow, runs, edgeStyle);
    paintScene(context, { cards, wires: wires.current }, camera.get(), width, height, theme);
    const box = marquee.get();
    if (!box) return;
    const { x, y, width: wide, height: tall } = onScreen(box, camera.get());
    context.strokeStyle = themeColor("focus", theme);
    context.lineWidth = 1;
    context.strokeRect(x, y, wide, tall);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other wires or another style are drawn anew.
  useEffect(() => {
    wires.current = null;
    ask();
  }, [flow, edgeStyle, ask]);
  useEffect(() => {
    const stops = [
      camera.subscribe(ask),
      marquee.subscribe(ask),
      runs.subscribe(() => {
        wires.current = null;
        ask();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [ask]);
  return <canvas ref={canvas} className={styles.far} data-far="" />;
}
