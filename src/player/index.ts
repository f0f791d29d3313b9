import { GradwirePlayer } from "./element";

// A page may load the script twice; the element is what it was the first time.
if (!customElements.get("gradwire-player")) customElements.define("gradwire-player", GradwirePlayer);
