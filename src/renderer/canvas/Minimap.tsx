import { type PointerEvent, useEffect, useMemo, useSyncExternalStore } from "react";
import { type Box, boundsOf } from "#core/drawing/box";
import { stopFollowing } from "../state/playback";
import { useSettings } from "../state/settings";
import { themeColor, useTheme } from "../styles/theme";
import styles from "./Canvas.module.css";
import { type Camera, camera, cameraOn, toCanvas } from "./camera";
import { fly, frameRect } from "./canvas-frame";
import type { Flow } from "./flow-parts";
import { onScreen } from "./paint-scene";
import { farCards } from "./scene";
import { usePainting } from "./use-painting";

const WIDTH = 160;
const HEIGHT = 100;
const MARGIN = 8;

/** The whole graph in small, and what of it is seen. A press or drag goes there. While all of it is seen there is no need for one. */
export function Minimap({ flow }: { readonly flow: Flow }) {
  const shown = useSettings((settings) => settings.minimap);
  const bounds = useMemo(() => boundsOf(farCards(flow.nodes)), [flow]);
  const needed = useSyncExternalStore(camera.subscribe, () => bounds !== null && !holds(seen(), bounds));
  return shown && needed ? <OpenMinimap flow={flow} /> : null;
}

function OpenMinimap({ flow }: { readonly flow: Flow }) {
  const theme = useTheme();
  const cards = useMemo(() => farCards(flow.nodes), [flow]);
  const { canvas, ask } = usePainting((context, width, height) => {
    const small = smallCamera(cards);
    context.clearRect(0, 0, width, height);
    for (const card of cards) {
      const box = onScreen(card, small);
      context.fillStyle = themeColor(card.selected ? "ink" : "line-strong", theme);
      context.globalAlpha = card.selected ? 1 : 0.4;
      context.fillRect(box.x, box.y, Math.max(1.5, box.width), Math.max(1.5, box.height));
    }
    context.globalAlpha = 1;
    const { x, y, width: wide, height: tall } = within(onScreen(seen(), small), width, height);
    context.strokeStyle = themeColor("focus", theme);
    context.lineWidth = 1.25;
    context.strokeRect(x, y, wide, tall);
  });
  useEffect(() => camera.subscribe(ask), [ask]);

  const go = (event: PointerEvent<HTMLCanvasElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const at = toCanvas({ x: event.clientX - left, y: event.clientY - top }, smallCamera(cards));
    const { width, height } = frameRect();
    const { zoom } = camera.get();
    stopFollowing();
    fly({ x: width / 2 - at.x * zoom, y: height / 2 - at.y * zoom, zoom }, 0);
  };
  return (
    <canvas
      ref={canvas}
      className={styles.minimap}
      style={{ width: WIDTH, height: HEIGHT }}
      role="img"
      aria-label="Map of the graph"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && go(event)}
    />
  );
}

/** What of the canvas is seen, in canvas pixels. */
function seen(): Box {
  const { width, height } = frameRect();
  const { zoom } = camera.get();
  const corner = toCanvas({ x: 0, y: 0 }, camera.get());
  return { ...corner, width: width / zoom, height: height / zoom };
}

/** Whether a box lies in another, but for a hair. */
function holds(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x - 1 &&
    inner.y >= outer.y - 1 &&
    inner.x + inner.width <= outer.x + outer.width + 1 &&
    inner.y + inner.height <= outer.y + outer.height + 1
  );
}

/** The part of a box that lies on the map, a pixel from its border. */
function within({ x, y, width, height }: Box, wide: number, tall: number): Box {
  const left = Math.max(1, x);
  const top = Math.max(1, y);
  return {
    x: left,
    y: top,
    width: Math.max(0, Math.min(wide - 1, x + width) - left),
    height: Math.max(0, Math.min(tall - 1, y + height) - top),
  };
}

function smallCamera(cards: readonly Box[]): Camera {
  const bounds = boundsOf(cards) ?? { x: 0, y: 0, width: 1, height: 1 };
  return cameraOn(bounds, WIDTH, HEIGHT, MARGIN, 0.12);
}
