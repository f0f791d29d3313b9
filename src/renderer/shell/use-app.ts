import { useEffect, useLayoutEffect } from "react";
import { listenForCommands } from "../commands/listen";
import { startAskingWhy } from "../state/asking-why";
import { startChecking } from "../state/checking";
import { startHealth } from "../state/health";
import { keepDrafts } from "../state/own-drafts";
import { startPlayers } from "../state/players";
import { startPlaying } from "../state/playing";
import { startRunning } from "../state/running";
import { startSeeding } from "../state/seeding";
import { useSettings } from "../state/settings";
import { startSpotlight } from "../state/spotlight";
import { startStepping } from "../state/stepping";
import { startTelling } from "../state/told-step";
import { chooseTheme } from "../styles/theme";
import { follow } from "./begin";

/** Ties the app to what is around it for as long as it is shown: engine, keys, drafts, theme and address. */
export function useApp(): void {
  const theme = useSettings((settings) => settings.theme);
  useEffect(() => chooseTheme(theme), [theme]);
  useEffect(startRunning, []);
  useEffect(startStepping, []);
  useEffect(startPlaying, []);
  useEffect(startPlayers, []);
  useEffect(startSpotlight, []);
  useEffect(startTelling, []);
  useEffect(startAskingWhy, []);
  useEffect(startHealth, []);
  useEffect(startSeeding, []);
  useEffect(startChecking, []);
  // Before anything is seen, so that the first key that a person presses is heard.
  useLayoutEffect(listenForCommands, []);
  useEffect(keepDrafts, []);
  useEffect(() => {
    const onHashChange = () => void follow(location.hash);
    window.addEventListener("hashchange", onHashChange);
    return () => window.removeEventListener("hashchange", onHashChange);
  }, []);
}
