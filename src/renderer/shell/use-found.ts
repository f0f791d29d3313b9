import { useCallback, useEffect, useState } from "react";
import type { Found } from "../commands/kept";
import { findDrafts } from "../kept/drafts";
import { findRecordings } from "../kept/kept-recordings";
import { type Trouble, troubleOf } from "../kept/trouble";
import { watchWindows } from "../kept/windows";

/** What is kept on this machine, and how looking for it goes. */
export interface Finding {
  readonly found: readonly Found[];
  /** Why it could not be looked for; null where it could, or is looked for still. */
  readonly trouble: Trouble | null;
  /** Whether looking takes so long that it wants a word. */
  readonly slow: boolean;
  /** Looks again. */
  readonly look: () => void;
}

type State = Omit<Finding, "look"> & { readonly done: boolean };

/** So long nobody wonders, in milliseconds. */
const SOON = 700;

/** Looks for what is kept on this machine, and again whenever another window goes. */
export function useFound(): Finding {
  const [{ found, trouble, slow }, setState] = useState<State>({ found: [], trouble: null, slow: false, done: false });
  const [turn, setTurn] = useState(0);
  const look = useCallback(() => setTurn((before) => before + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn looks again.
  useEffect(() => {
    let left = false;
    let unwatch = () => {};
    findAll().then(({ found, trouble, alive }) => {
      if (left) return;
      setState({ found, trouble, slow: false, done: true });
      unwatch = watchWindows(alive, look);
    });
    const timer = setTimeout(() => setState((now) => (now.done ? now : { ...now, slow: true })), SOON);
    return () => {
      left = true;
      clearTimeout(timer);
      unwatch();
    };
  }, [turn, look]);
  return { found, trouble, slow, look };
}

async function findAll() {
  const [drafts, recordings] = await Promise.allSettled([findDrafts(), findRecordings()]);
  const [d, r] = [settledOf(drafts), settledOf(recordings)];
  const found: readonly Found[] = [
    ...(d?.offered ?? []).map((kept) => ({ kind: "draft", kept }) as const),
    ...(r?.offered ?? []).map((kept) => ({ kind: "recording", kept }) as const),
  ];
  const failed = [drafts, recordings].find((each) => each.status === "rejected");
  return {
    found,
    trouble: failed ? troubleOf(failed.reason) : null,
    alive: new Set([...(d?.alive ?? []), ...(r?.alive ?? [])]),
  };
}

function settledOf<T>(settled: PromiseSettledResult<T>): T | null {
  return settled.status === "fulfilled" ? settled.value : null;
}
