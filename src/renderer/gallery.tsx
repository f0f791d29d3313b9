// For looking, in development only: every component in its states. /gallery.html?theme=light or dark shows one theme, without it both.
import "./styles/base.css";
import { Copy, FileUp, MoreHorizontal, Plus, Redo2, Trash2, Undo2 } from "lucide-react";
import { type ReactNode, StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { normalTensor } from "#core/tensor/random";
import { statistics } from "#core/tensor/statistics";
import { fromNested, scalar, type Tensor } from "#core/tensor/tensor";
import { Button } from "./controls/Button";
import { Dialog } from "./controls/Dialog";
import { IconButton } from "./controls/IconButton";
import { Kbd } from "./controls/Kbd";
import { ContextMenu, MenuButton, Menubar, type MenuItem } from "./controls/Menu";
import { SearchField } from "./controls/SearchField";
import { Select } from "./controls/Select";
import { Switch } from "./controls/Switch";
import { Tabs } from "./controls/Tabs";
import { TextField } from "./controls/TextField";
import { ActivationCurve } from "./fields/ActivationCurve";
import { BarStrip } from "./fields/BarStrip";
import { HeatMap } from "./fields/HeatMap";
import { Histogram } from "./fields/Histogram";
import { KernelCurve } from "./fields/KernelCurve";
import { LinePlot } from "./fields/LinePlot";
import { NumberField } from "./fields/NumberField";
import { TensorField } from "./fields/TensorField";
import { TensorTable } from "./fields/TensorTable";
import { Formula } from "./formula/Formula";
import "./gallery.css";

const wave = Float64Array.from({ length: 400 }, (_, i) => Math.sin(i / 20) + 0.3 * Math.sin(i / 3));
const smooth = wave.map((_, i) => Math.sin(i / 20));
const large = normalTensor([28, 28], 3, 0, 1);
const huge = normalTensor([1000, 1000], 5, 0, 1);
const counted = statistics(huge);

const menu: readonly MenuItem[] = [
  { label: "Duplicate", icon: <Copy />, shortcut: "Mod+D", onSelect: () => {} },
  { label: "Paste", shortcut: "Mod+V", disabled: true, onSelect: () => {} },
  { label: "Show gradients", checked: true, onSelect: () => {} },
  "separator",
  { label: "Add", icon: <Plus />, items: [{ label: "Linear", onSelect: () => {} }] },
  "separator",
  { label: "Delete", icon: <Trash2 />, shortcut: "Delete", danger: true, onSelect: () => {} },
];

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Gallery() {
  const [number, setNumber] = useState(-0.125);
  const [sigma, setSigma] = useState(1.2);
  const [mu, setMu] = useState(0.5);
  const [weight, setWeight] = useState<Tensor>(() => fromNested([[0.2, -0.4, 0.1], [0.5, 0.3, -0.7]])); // biome-ignore format: as it is read
  const [bias, setBias] = useState<Tensor>(() => fromNested([0.5, -1, 2]));
  const [rate, setRate] = useState<Tensor>(() => scalar(0.01));
  const [image, setImage] = useState<Tensor>(large);
  const [tab, setTab] = useState("node");
  const [on, setOn] = useState(true);
  const [loss, setLoss] = useState("mse");
  const [name, setName] = useState("z");
  const [query, setQuery] = useState("");
  const [asking, setAsking] = useState(false);
  return (
    <main className="gallery">
      <Section title="Buttons">
        <div className="row">
          <Button look="strong">Open a lesson</Button>
          <Button icon={<FileUp />}>Export</Button>
          <Button look="plain">Cancel</Button>
          <Button look="danger">Delete</Button>
          <Button disabled>Lay out</Button>
        </div>
        <div className="row">
          <IconButton label="Undo" shortcut="Mod+Z">
            <Undo2 />
          </IconButton>
          <IconButton label="Redo" shortcut="Mod+Shift+Z" disabled>
            <Redo2 />
          </IconButton>
          <IconButton label="Gradients" pressed>
            <Plus />
          </IconButton>
          <MenuButton
            label="More"
            items={menu}
            trigger={
              <button type="button" className="more" aria-label="More">
                <MoreHorizontal size={16} />
              </button>
            }
          />
          <Kbd keys="Mod+K" />
          <Kbd keys="/" />
          <Button onClick={() => setAsking(true)}>Ask…</Button>
          <Menubar
            label="Menus"
            menus={[
              { label: "File", items: menu },
              { label: "Edit", items: menu },
            ]}
          />
        </div>
        <ContextMenu label="Node" items={() => menu}>
          <div className="target">Right click here</div>
        </ContextMenu>
      </Section>
      <Section title="Fields">
        <SearchField label="Add a node" value={query} onChange={setQuery} shortcut="/" />
        <TextField label="Name" value={name} onCommit={setName} hint="Shown on the card and in formulas" />
        <TextField
          label="Expression"
          value="x +* 2"
          onCommit={() => {}}
          mono
          problem="After + there must be a value; found *"
        />
        <Select
          label="Loss"
          value={loss}
          onChange={setLoss}
          choices={[
            { value: "mse", label: "Mean squared error" },
            { value: "huber", label: "Huber" },
          ]}
        />
        <Switch label="Trainable" checked={on} onChange={setOn} />
        <Switch label="Scaled" checked={!on} onChange={(x) => setOn(!x)} />
      </Section>
      <Section title="Numbers">
        <div className="row numbers">
          <NumberField label="Plain" value={number} onChange={setNumber} />
          <NumberField label="Value" value={0.668187772} onChange={() => {}} tone="value" readOnly />
          <NumberField label="Gradient" value={-1.2e-7} onChange={() => {}} tone="gradient" readOnly />
          <NumberField label="Wrong" value={-1} onChange={() => {}} problem="sigma must be greater than 0" />
          <NumberField label="Off" value={12.3} onChange={() => {}} disabled />
        </div>
        <div className="row">
          <BarStrip tone="value" values={[0.5, -1, 2]} label="three values" />
          <BarStrip tone="gradient" values={[0.148, -0.125]} label="two gradients" />
          <BarStrip tone="value" values={wave} width={120} label="a wave" />
          <BarStrip tone="gradient" values={huge.data} width={80} label="noise" />
        </div>
      </Section>
      <Section title="Cards">
        <div className="row top">
          <div className="card">
            <h3>
              <span className="dot" style={{ background: "var(--family-source)" }} />
              <Formula tex="x" /> <small>Input</small>
            </h3>
            <TensorField label="value of x" heading="value" value={bias} onChange={setBias} />
          </div>
          <div className="card">
            <h3>
              <span className="dot" style={{ background: "var(--family-layer)" }} />
              <Formula tex="z" /> <small>Linear</small>
            </h3>
            <Formula tex="z = W x + b" />
            <TensorField label="weight of z" heading="weight" value={weight} onChange={setWeight} />
            <TensorField label="rate of z" heading="rate" value={rate} onChange={setRate} />
          </div>
          <div className="card">
            <h3>
              <span className="dot" style={{ background: "var(--family-filter)" }} />
              <Formula tex="h" /> <small>GaussianConv</small>
            </h3>
            <KernelCurve
              label="kernel of h"
              mu={mu}
              sigma={sigma}
              radius={4}
              scaled
              onChange={(change) => {
                if (change.mu !== undefined) setMu(change.mu);
                if (change.sigma !== undefined) setSigma(change.sigma);
              }}
            />
            <TensorField
              label="mu of h"
              heading={<Formula tex="\mu" />}
              value={scalar(mu)}
              onChange={(t) => setMu(t.data[0] ?? 0)}
            />
            <TensorField
              label="sigma of h"
              heading={<Formula tex="\sigma" />}
              value={scalar(sigma)}
              onChange={(t) => setSigma(t.data[0] ?? 1)}
              refuse={(s) => (s > 0 ? null : "σ must be greater than 0")}
            />
          </div>
          <div className="card">
            <h3>
              <span className="dot" style={{ background: "var(--family-function)" }} />
              <Formula tex="a" /> <small>Sigmoid</small>
            </h3>
            <Formula tex="a = \sigma(z)" />
            <ActivationCurve label="sigmoid" of={(x) => 1 / (1 + Math.exp(-x))} inputs={[0.7, -1.45]} />
            <TensorField label="image of a" heading="image" value={image} onChange={setImage} />
          </div>
        </div>
      </Section>
      <Section title="Heat maps">
        <HeatMap label="W" tensor={weight} />
        <HeatMap label="image" tensor={large} />
        <HeatMap label="wave" tensor={{ shape: [400], data: wave }} height={16} />
        <HeatMap label="a million" tensor={huge} height={80} />
      </Section>
      <Section title="Plots">
        <LinePlot
          label="Signal"
          along="sample"
          lines={[
            { label: "value", values: wave, color: "value" },
            { label: "∂C/∂X", values: smooth, color: "gradient" },
          ]}
        />
        <Histogram
          label="weights"
          counts={counted.histogram}
          low={counted.low ?? 0}
          high={counted.high ?? 1}
          tone="value"
        />
      </Section>
      <Section title="Table">
        <TensorTable label="a million" value={huge} height={180} />
      </Section>
      <Section title="Formulas and tabs">
        <Tabs
          label="Inspector"
          value={tab}
          onChange={setTab}
          tabs={[
            {
              value: "node",
              label: "Node",
              content: (
                <div className="stack">
                  <Formula display tex="a_j = \sigma(z_j) = \frac{1}{1 + e^{-z_j}}" />
                  <Formula
                    display
                    tex="\frac{\partial C}{\partial z_j} = \frac{\partial C}{\partial a_j}\,\sigma(z_j)\,(1 - \sigma(z_j))"
                  />
                  <Formula display tex="-0.125 = -0.810 \times 0.190 \times (1 - 0.190)" />
                  <Formula tex="\frac{1}{" />
                </div>
              ),
            },
            { value: "problems", label: "Problems", content: <p>No problems</p> },
          ]}
        />
      </Section>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        size="small"
        title="Save changes to “A sigmoid layer”?"
        description="Otherwise they are lost."
        footer={
          <>
            <Button look="plain">Leave without saving</Button>
            <Button look="strong">Save</Button>
          </>
        }
      />
    </main>
  );
}

const root = document.getElementById("root");
if (root === null) throw new Error("gallery.html has no element #root");
const theme = new URLSearchParams(location.search).get("theme");
if (theme !== null) document.documentElement.dataset.theme = theme;
createRoot(root).render(
  <StrictMode>
    {theme === null ? (
      <div className="both">
        <iframe title="light" src="?theme=light" />
        <iframe title="dark" src="?theme=dark" />
      </div>
    ) : (
      <Gallery />
    )}
  </StrictMode>,
);
