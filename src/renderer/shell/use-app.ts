import { useEffect, useLayoutEffect } from "react";
import { serialiseDocument } from "#core/document/serialise";
import { mayLeave } from "../commands/files";
import { listenForCommands } from "../commands/listen";
import { sessionTitle } from "../commands/titles";
import { host } from "../host/current";
import { startAskingWhy } from "../state/asking-why";
import { startChecking } from "../state/checking";
import { forgetOwnDraft, keepDrafts } from "../state/drafts";
import { startHealth } from "../state/health";
import { startPlayback, usePlayback } from "../state/playback";
import { startPlaying } from "../state/playing";
import { useRecording } from "../state/recording";
import { startRunning } from "../state/running";
import { startSeeding } from "../state/seeding";
import { isDirty, session, useSession, workOf } from "../state/session";
import { useSettings } from "../state/settings";
import { startSpotlight } from "../state/spotlight";
import { startStepping } from "../state/stepping";
import { chooseTheme } from "../styles/theme";
import { follow } from "./begin";

/** A title from a file may be longer than any window is wide. */
const LONGEST_TITLE = 200;

/** Ties the app to what is around it for as long as it is shown: engine, keys, drafts, window title, theme and address. */
export function useApp(): void {
  const theme = useSettings((settings) => settings.theme);
  useEffect(() => chooseTheme(theme), [theme]);
  const title = useSession((now) => (now.open ? sessionTitle(now) : "Lessons"));
  const watched = usePlayback((now) => now.watched.header.title);
  const unsaved = usePlayback((now) => now.unsaved) ?? false;
  const recording = useRecording((now) => now !== null);
  const dirty = useSession(isDirty) || recording || unsaved;
  useEffect(() => host.setTitle((watched ?? title).slice(0, LONGEST_TITLE), dirty), [watched, title, dirty]);
  useEffect(startRunning, []);
  useEffect(startStepping, []);
  useEffect(startPlaying, []);
  useEffect(startPlayback, []);
  useEffect(startSpotlight, []);
  useEffect(startAskingWhy, []);
  useEffect(startHealth, []);
  useEffect(startSeeding, []);
  useEffect(startChecking, []);
  // Before anything is seen, so that the first key that a person presses is heard.
  useLayoutEffect(listenForCommands, []);
  useEffect(
    () =>
      keepDrafts(() => {
        const work = workOf(session());
        return { title: sessionTitle(work), text: serialiseDocument(work.history.present) };
      }),
    [],
  );
  useEffect(
    () =>
      host.onCloseRequest(async () => {
        const may = await mayLeave();
        // What is still not saved now was given up by its owner.
        if (may && isDirty(session())) await forgetOwnDraft();
        return may;
      }),
    [],
  );
  useEffect(() => {
    const onHashChange = () => void follow(location.hash);
    window.addEventListener("hashchange", onHashChange);
    return () => window.removeEventListener("hashchange", onHashChange);
  }, []);
}
