import "./styles/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { guardClosing } from "./shell/closing";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element #root");
guardClosing();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
