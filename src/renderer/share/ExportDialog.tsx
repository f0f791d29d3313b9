import { useEffect, useRef, useState } from "react";
import { sessionTitle } from "../commands/titles";
import { Button } from "../controls/Button";
import { Dialog } from "../controls/Dialog";
import { host } from "../host/current";
import { notify } from "../state/notices";
import { closeOverlay } from "../state/overlay";
import { type Session, session } from "../state/session";
import { currentTheme } from "../styles/theme";
import { ExportChoices } from "./ExportChoices";
import styles from "./ExportDialog.module.css";
import { ExportOptions } from "./ExportOptions";
import { ExportPreview } from "./ExportPreview";
import { ExportProgress } from "./ExportProgress";
import { estimateBytes, sayBytes, sayLength } from "./estimate";
import { type ExportChoice, GRAPH_CHOICES, isFilm, isMoving, stepChoices } from "./kinds";
import { type ExportLook, exportGraph, exportSteps, type Made, type Studio } from "./make-export";
import { useStudio } from "./share-source";
import { useRefused } from "./use-refused";

/** Where the dialog is: choosing, making a file, or with a film that can be looked at before it is saved. */
type Phase =
  | { readonly at: "choosing"; readonly problem?: string }
  | { readonly at: "working"; readonly done: number; readonly words: string }
  | { readonly at: "made"; readonly made: Made };

/** Asks as what to export, makes it, and writes it where a person wants it. */
export function ExportDialog() {
  // What was on screen when it was asked for, whatever is opened while it is made.
  const [subject] = useState(session);
  const { watching } = subject;
  const studio = useStudio(subject);
  const facts = studio === null || studio === "failed" ? null : studio.facts;
  const steps = stepChoices(facts?.hasCaptions ?? false);
  const [choice, setChoice] = useState<ExportChoice>(() => (watching ? steps : GRAPH_CHOICES)[0] as ExportChoice);
  const [look, setLook] = useState<ExportLook>(() => ({
    theme: currentTheme(),
    size: { width: 1280, height: 720 },
    pace: watching ? "recorded" : "reading",
    speed: 1,
    fonts: true,
    scale: 2,
  }));
  const refused = useRefused(look.size);
  const [phase, setPhase] = useState<Phase>({ at: "choosing" });
  const work = useRef<AbortController | null>(null);
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
      work.current?.abort();
    };
  }, []);

  const isOfGraph = GRAPH_CHOICES.includes(choice);
  const isReady = (isOfGraph || facts !== null) && !refused.has(choice.kind);
  const title = facts?.title ?? sessionTitle(subject);

  const enter = () => {
    if (isReady) void begin();
  };
  async function begin() {
    const signal = startWork();
    const outcome = await make(choice, subject, title, studio, look, signal, (done, words) => {
      if (!signal.aborted) setPhase({ at: "working", done, words });
    });
    if (signal.aborted || outcome === "cancelled") return;
    if ("failed" in outcome) setPhase({ at: "choosing", problem: outcome.failed });
    // A browser lets a page ask where to save only just after a key or a press, and a film takes longer: it is looked at first.
    else if (isMoving(choice.kind)) setPhase({ at: "made", made: outcome });
    else await save(outcome);
  }
  function startWork(): AbortSignal {
    work.current?.abort();
    work.current = new AbortController();
    setPhase({ at: "working", done: 0, words: "Beginning" });
    return work.current.signal;
  }
  function cancel() {
    work.current?.abort();
    setPhase({ at: "choosing" });
  }
  async function save(made: Made) {
    const outcome = await host.exportFile(made.name, made.content, made.mime);
    if (outcome.kind === "done") notify(`Exported ${outcome.value}, ${sayBytes(bytesOf(made))}`);
    // Whatever lies over the app by then is not this dialog's to close.
    if (!isThere.current) return;
    if (outcome.kind === "failed") setPhase({ at: "choosing", problem: outcome.message });
    if (outcome.kind === "cancelled" && phase.at !== "made") setPhase({ at: "choosing" });
    // Late: it is this dialog, which is still there.
    if (outcome.kind === "done") closeOverlay();
  }

  return (
    <Dialog
      open
      onClose={closeOverlay}
      size="large"
      title={phase.at === "made" ? `“${phase.made.name}” is made` : "Export"}
      footer={
        <>
          {phase.at === "choosing" && (
            <>
              <Button onClick={closeOverlay}>Cancel</Button>
              <Button look="strong" disabled={!isReady} onClick={() => void begin()}>
                {isMoving(choice.kind) ? "Make it" : "Export"}
              </Button>
            </>
          )}
          {phase.at === "working" && (
            <Button onClick={cancel} autoFocus>
              Cancel
            </Button>
          )}
          {phase.at === "made" && (
            <>
              <Button onClick={cancel}>Back</Button>
              <Button look="strong" autoFocus onClick={() => void save(phase.made)}>
                Save it, {sayBytes(bytesOf(phase.made))}
              </Button>
            </>
          )}
        </>
      }
    >
      {phase.at === "choosing" && (
        <div className={styles.columns}>
          <div className={styles.lists}>
            <ExportChoices
              label="The graph"
              choices={GRAPH_CHOICES}
              chosen={choice.kind}
              onChoose={setChoice}
              onEnter={enter}
            />
            <ExportChoices
              label={watching ? "The recording" : "The steps of a pass"}
              choices={steps}
              chosen={choice.kind}
              refused={refused}
              onChoose={setChoice}
              onEnter={enter}
            />
          </div>
          <div className={styles.side}>
            <ExportOptions
              kind={choice.kind}
              look={look}
              isTimed={watching && (facts?.isTimed ?? false)}
              onChange={(change) => setLook({ ...look, ...change })}
            />
            <p className={styles.estimate} role="status">
              {sayEstimate(choice, studio, look)}
            </p>
            {phase.problem !== undefined && (
              <p className={styles.problem} role="alert">
                {phase.problem}
              </p>
            )}
          </div>
        </div>
      )}
      {phase.at === "working" && <ExportProgress name={choice.name} done={phase.done} words={phase.words} />}
      {phase.at === "made" && <ExportPreview made={phase.made} size={look.size} />}
    </Dialog>
  );
}

async function make(
  choice: ExportChoice,
  subject: Session,
  title: string,
  studio: Studio | "failed" | null,
  look: ExportLook,
  signal: AbortSignal,
  onProgress: (done: number, words: string) => void,
): Promise<Made | "cancelled" | { readonly failed: string }> {
  try {
    if (GRAPH_CHOICES.includes(choice)) return await exportGraph(choice, subject, title, look);
    if (studio === null || studio === "failed") return { failed: "The steps could not be read." };
    return await exportSteps(choice, studio, look, onProgress, signal);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { failed: `It could not be made, and that is our fault: ${reason.replace(/\.$/, "")}.` };
  }
}

function bytesOf({ content }: Made): number {
  return typeof content === "string" ? new Blob([content]).size : content.length;
}

/** How many pictures it has, how long it lasts and how large it will be, as far as that is known. */
function sayEstimate(choice: ExportChoice, studio: Studio | "failed" | null, look: ExportLook): string {
  const { kind } = choice;
  if (GRAPH_CHOICES.includes(choice)) return "";
  if (studio === "failed") return "The steps could not be read.";
  if (studio === null) return "Reading the steps …";
  const { facts } = studio;
  const pictures = facts.names.length;
  const seconds = facts.seconds[look.pace].reduce((sum, each) => sum + each, 0) / look.speed;
  const bytes = estimateBytes(kind, facts, look.size, look.fonts);
  const parts = [
    ...(isMoving(kind) ? [`Lasts ${sayLength(seconds)}`] : []),
    ...(isFilm(kind) ? [`${pictures} ${pictures === 1 ? "picture" : "pictures"}`] : []),
    ...(bytes === null ? [] : [`about ${sayBytes(bytes)}`]),
  ];
  return parts.length === 0 ? "" : `${parts.join(", ")}.`.replace(/^a/, "A");
}
