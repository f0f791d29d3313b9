import { ArrowLeft, ChevronDown, Download, GraduationCap, PanelRight, SlidersHorizontal, Workflow } from "lucide-react";
import { redoCommand, undoCommand } from "../commands/edit-commands";
import { startScreenCommand } from "../commands/file-commands";
import { menus, viewOptions } from "../commands/menus";
import { menuItems, runCommand } from "../commands/run-command";
import { exportCommand } from "../commands/share-commands";
import { inspectorCommand, layOutCommand } from "../commands/view-commands";
import { Button } from "../controls/Button";
import { IconButton } from "../controls/IconButton";
import { MenuButton } from "../controls/Menu";
import { useRecording } from "../state/recording";
import { isDirty, useSession } from "../state/session";
import { useSettings } from "../state/settings";
import { useStepping } from "../state/stepping";
import { CommandButton } from "./CommandButton";
import { CostPill } from "./CostPill";
import { DocumentTitle } from "./DocumentTitle";
import styles from "./TopBar.module.css";

/** The bar at the top: the app's menu and the document's name, the cost, and what is done to the graph as a whole. */
export function TopBar() {
  const open = useSession((session) => session.open);
  return (
    <header className={styles.bar}>
      <div className={styles.left}>
        <MainMenu />
        {open && (
          <>
            <Button
              look="plain"
              icon={<GraduationCap aria-hidden />}
              className={styles.lessons}
              onClick={() => runCommand(startScreenCommand)}
            >
              Lessons
            </Button>
            <DocumentTitle />
            <div className={styles.pair}>
              <CommandButton command={undoCommand} />
              <CommandButton command={redoCommand} />
            </div>
          </>
        )}
      </div>
      {open && <CostPill />}
      <div className={styles.right}>{open ? <GraphActions /> : <BackButton />}</div>
    </header>
  );
}

/** The app's menu hangs from its name. */
function MainMenu() {
  const now = useSession();
  const settings = useSettings();
  // Whether there is a walk to leave.
  useStepping((at) => at !== null);
  useRecording((now) => now?.held ?? null);
  const [file, edit, view, step, record, help] = menus;
  const items = [file, help].map((menu) => (menu ? menuItems(menu, now, settings) : []));
  const inner = [edit, view, step, record].flatMap((menu) =>
    menu ? [{ label: menu.label, items: menuItems(menu, now, settings) }] : [],
  );
  return (
    <h1 className={styles.name}>
      <MenuButton
        label="Gradwire"
        items={[...(items[0] ?? []), "separator", ...inner, "separator", ...(items[1] ?? [])]}
        trigger={
          <button type="button" className={styles.wordmark}>
            Gradwire
            <ChevronDown aria-hidden />
          </button>
        }
      />
    </h1>
  );
}

function GraphActions() {
  const now = useSession();
  const settings = useSettings();
  return (
    <>
      <Button
        icon={<Workflow aria-hidden />}
        disabled={!layOutCommand.when(now)}
        onClick={() => runCommand(layOutCommand)}
      >
        {layOutCommand.name}
      </Button>
      <Button
        icon={<Download aria-hidden />}
        disabled={!exportCommand.when(now)}
        onClick={() => runCommand(exportCommand)}
      >
        Export
      </Button>
      <MenuButton
        label={viewOptions.label}
        align="end"
        items={menuItems(viewOptions, now, settings)}
        trigger={
          <IconButton label={viewOptions.label}>
            <SlidersHorizontal aria-hidden />
          </IconButton>
        }
      />
      <IconButton
        label={settings.inspectorOpen ? "Fold the inspector away" : "Show the inspector"}
        shortcut={inspectorCommand.keys[0] ?? ""}
        pressed={settings.inspectorOpen}
        onClick={() => runCommand(inspectorCommand)}
      >
        <PanelRight aria-hidden />
      </IconButton>
    </>
  );
}

/** Leads from the start screen to the work that lies behind it, if there is any. */
function BackButton() {
  const hasWork = useSession(
    (session) => session.history.present.graph.nodes.length > 0 || session.file !== null || isDirty(session),
  );
  if (!hasWork) return null;
  return (
    <Button icon={<ArrowLeft aria-hidden />} onClick={() => runCommand(startScreenCommand)}>
      Back to the graph
    </Button>
  );
}
