import { type RefCallback, useCallback, useState } from "react";

/** Inner size of an element in CSS pixels, before any zoom of the canvas around it; zero until it is laid out. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A ref for the element, and its size, which is followed. */
export function useSize<E extends Element>(): readonly [RefCallback<E>, Size] {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const ref = useCallback((element: E | null) => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
