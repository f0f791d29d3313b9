import type { Theme } from "#core/drawing/palette";
import { make } from "./dom";
import { loadRecording } from "./load";
import { createShow, type Show } from "./show";
import { playerStyles } from "./style";

/** `<gradwire-player>`: plays a recording in any page. docs/player.md tells its attributes, methods and events. */
export class GradwirePlayer extends HTMLElement {
  static readonly observedAttributes = ["theme", "speed", "loop", "src"];

  readonly #root: ShadowRoot;
  readonly #dark = matchMedia("(prefers-color-scheme: dark)");
  #show: Show | null = null;
  /** Counts up with each recording that is loaded, so that one that comes late is not shown. */
  #turn = 0;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: "open" });
    this.#root.adoptedStyleSheets = [playerStyles()];
    this.#root.addEventListener("keydown", (event) => {
      if (this.getAttribute("keys") !== "page") this.#show?.onKey(event as KeyboardEvent);
    });
  }

  connectedCallback(): void {
    this.#dark.addEventListener("change", this.#themed);
    document.addEventListener("keydown", this.#pageKey);
    // What is inside the element may not have been read yet.
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", this.#load, { once: true });
    else void this.#load();
  }

  disconnectedCallback(): void {
    this.#dark.removeEventListener("change", this.#themed);
    document.removeEventListener("keydown", this.#pageKey);
    this.#turn += 1;
    this.#show?.close();
    this.#show = null;
    this.#root.replaceChildren();
  }

  attributeChangedCallback(name: string): void {
    if (name === "src" && this.#show) void this.#load();
    else if (name === "theme") this.#themed();
    else if (name === "speed") this.#show?.playback.setSpeed(this.#speed());
    else if (name === "loop") this.#show?.playback.setLooping(this.hasAttribute("loop"));
  }

  /** Plays on from where it is; at the end, from the beginning. */
  play(): void {
    this.#show?.playback.play();
  }

  pause(): void {
    this.#show?.playback.pause();
  }

  stepForward(): void {
    this.#show?.playback.pause();
    this.#show?.playback.stepBy(1);
  }

  stepBack(): void {
    this.#show?.playback.pause();
    this.#show?.playback.stepBy(-1);
  }

  /** To where this step is done; 0 is before the first. */
  seekStep(step: number): void {
    this.#show?.seekStep(step);
  }

  /** To a chapter by its title; false where there is none of that title. */
  seekChapter(title: string): boolean {
    return this.#show?.seekChapter(title) ?? false;
  }

  /** The number of the last step that is done; 0 before the first. */
  get step(): number {
    return this.#show?.step() ?? 0;
  }

  get steps(): number {
    return this.#show?.steps ?? 0;
  }

  get playing(): boolean {
    return this.#show?.playback.state().playing ?? false;
  }

  /** Seconds, at speed 1. */
  get duration(): number {
    return this.#show?.schedule.duration ?? 0;
  }

  readonly #load = async (): Promise<void> => {
    this.#turn += 1;
    const turn = this.#turn;
    const { recording, problems, flaws } = await loadRecording(this);
    if (turn !== this.#turn || !this.isConnected) return;
    this.#show?.close();
    this.#show = null;
    if (!recording) {
      const why = problems.map(({ message }) => message).join("; ");
      this.#root.replaceChildren(make("p", { class: "refused", role: "alert" }, `This recording ${why}.`));
      return;
    }
    const show = createShow(recording, {
      theme: this.#theme(),
      controls: !["none", "off", "false"].includes(this.getAttribute("controls") ?? ""),
      speed: this.#speed(),
      looping: this.hasAttribute("loop"),
      flaws,
      hasKeys: () => this.#root.activeElement !== null || this.getAttribute("keys") === "page",
      tell: (name, detail) => this.dispatchEvent(new CustomEvent(name, { detail })),
    });
    this.#root.replaceChildren(show.element);
    this.#show = show;
    this.#start(show);
    this.dispatchEvent(new CustomEvent("ready", { detail: { steps: show.steps } }));
    if (this.hasAttribute("autoplay")) show.playback.play();
  };

  /** Goes to where the page wants it to begin: a chapter's title or a step's number. */
  #start(show: Show): void {
    const start = this.getAttribute("start")?.trim() ?? "";
    if (start !== "" && show.seekChapter(start)) return;
    if (/^\d+$/.test(start)) show.seekStep(Number(start));
    else show.playback.toFrame(show.schedule.stops[0] ?? 0);
  }

  #speed(): number {
    const speed = Number(this.getAttribute("speed") ?? 1);
    return Number.isFinite(speed) && speed > 0 ? Math.max(0.1, Math.min(16, speed)) : 1;
  }

  #theme(): Theme {
    const theme = this.getAttribute("theme");
    if (theme === "light" || theme === "dark") return theme;
    return this.#dark.matches ? "dark" : "light";
  }

  readonly #themed = (): void => this.#show?.setTheme(this.#theme());

  /** In a page that is all player, keys are the player's wherever they are pressed. */
  readonly #pageKey = (event: KeyboardEvent): void => {
    if (this.getAttribute("keys") === "page") this.#show?.onKey(event);
  };
}
