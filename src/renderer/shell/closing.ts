import { mayLeave } from "../commands/leave";
import { titleOfWork } from "../commands/titles";
import { host } from "../host/current";
import { forgetOwnDrafts } from "../state/own-drafts";
import { recording, subscribeRecording } from "../state/recording";
import { endOfSaves, isSaving, subscribeSaves } from "../state/saves";
import { session } from "../state/session";
import { isAnythingNew, subscribeSettling } from "../state/settle";
import { hasChanges } from "../state/work";
import { shownWork, worksStore } from "../state/works";

/**
 * Keeps the window's title and its mark of unsaved work true, and asks before the window closes over such work. It stands outside of
 * React, so that nothing that breaks the page takes it along.
 */
export function guardClosing(): void {
  let shown = "";
  function show() {
    const title = session().open ? titleOfWork(shownWork()) : "Lessons";
    const key = JSON.stringify([title, isUnsaved()]);
    if (key === shown) return;
    shown = key;
    host.setTitle(title, isUnsaved());
  }
  show();
  worksStore.subscribe(show);
  subscribeRecording(show);
  subscribeSaves(show);
  subscribeSettling(show);
  host.onCloseRequest(async () => {
    const may = await mayLeave();
    // Late: what is still not saved by then was given up by its owner; a save that nobody wants to wait for may yet fail.
    const { work } = session();
    if (may && hasChanges(work) && !endOfSaves(work.id)) await forgetOwnDrafts();
    return may;
  });
}

/** Whether closing the window now would lose anything, or cut off what is being written. */
function isUnsaved(): boolean {
  return (
    isSaving() || isAnythingNew() || recording() !== null || [...worksStore.getState().works.values()].some(hasChanges)
  );
}
