import { type RefObject, useEffect, useRef } from "react";

/** Draws on a canvas at most once a frame. */
export interface Painting {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  /** Asks for the canvas to be drawn in the next frame. */
  readonly ask: () => void;
}

/** A canvas that is as sharp as the screen and is drawn by `paint` when asked, and whenever its size changes. */
export function usePainting(
  paint: (context: CanvasRenderingContext2D, width: number, height: number) => void,
): Painting {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(paint);
  const frame = useRef(0);
  const ask = useRef(() => {
    if (frame.current !== 0) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      const element = canvas.current;
      const context = element?.getContext("2d");
      if (!element || !context) return;
      const { clientWidth: width, clientHeight: height } = element;
      const ratio = window.devicePixelRatio;
      const [wide, tall] = [Math.round(width * ratio), Math.round(height * ratio)];
      if (element.width !== wide || element.height !== tall) {
        element.width = wide;
        element.height = tall;
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      latest.current(context, width, height);
    });
  });
  useEffect(() => {
    latest.current = paint;
    ask.current();
  });
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const observer = new ResizeObserver(ask.current);
    observer.observe(element);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame.current);
      frame.current = 0;
    };
  }, []);
  return { canvas, ask: ask.current };
}
