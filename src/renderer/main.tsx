import "./styles/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { guardClosing } from "./shell/closing";
import { leaveConversionsAlone } from "./shell/conversions";
import { liveWithTranslators } from "./shell/translators";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element #root");
leaveConversionsAlone(window);
liveWithTranslators(window);
guardClosing();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
