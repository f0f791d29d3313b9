import "@xyflow/react/dist/base.css";
import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  type EdgeChange,
  type NodeChange,
  ReactFlow,
  SelectionMode,
} from "@xyflow/react";
import {
  type DragEvent,
  type FocusEvent,
  type MouseEvent,
  useEffect,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
} from "react";
import { boundsOf } from "#core/drawing/box";
import { useFixed } from "../controls/fixed";
import { ContextMenu } from "../controls/Menu";
import { newGesture } from "../state/gesture";
import { chooseLane } from "../state/lane-chosen";
import { recordedView, stopFollowing } from "../state/playback";
import { runs } from "../state/running";
import { select, session, subscribeSession, useSession } from "../state/session";
import { stepping } from "../state/stepping";
import { pointAtEntry } from "../state/told-step";
import { registerViewport, reportView } from "../state/viewport";
import styles from "./Canvas.module.css";
import { Card } from "./Card";
import { CLOSEST, camera, FARTHEST, isFar } from "./camera";
import {
  canvasPoint,
  cardBoxes,
  fitAgain,
  fitGraph,
  frame,
  lookAt,
  middle,
  reveal,
  seen,
  zoomBy,
} from "./canvas-frame";
import { canvasKeys } from "./canvas-keys";
import { menuAt } from "./canvas-menu";
import { beginMovingEdge, beginWire, endWire, finishWire, mayConnect } from "./drawing-wires";
import { EmptyCanvas } from "./EmptyCanvas";
import { addAt, moveCards } from "./edits";
import { FarView } from "./FarView";
import { farDouble, farMouse, farPress } from "./far-pointer";
import { toCommands, toFlow } from "./flow";
import type { CardNode, Flow, WireEdge } from "./flow-parts";
import { stopByKeys } from "./keyboard-wires";
import { layOut, placeUnplaced } from "./lay-out";
import { Minimap } from "./Minimap";
import { Palette } from "./Palette";
import { DRAGGED_TYPE, openPalette } from "./palette-store";
import { placeForNew } from "./place-for-new";
import { pointOnLane } from "./point-on-lane";
import { Saying } from "./Saying";
import { focusCanvas, goTo, stopAt } from "./stops";
import { Wire } from "./Wire";
import { WireTip } from "./WireTip";
import { hideTip, showTip } from "./wire-tip";

const nodeTypes = { card: Card };
const edgeTypes = { wire: Wire };
const NOTHING: Flow = { nodes: [], edges: [] };

/** The gesture of the drag that goes on. */
let drag: string | null = null;

/** The graph, to look at and to work on. */
export function Canvas() {
  const flow = useFlow();
  const far = useSyncExternalStore(camera.subscribe, isFar);
  const fixed = useFixed();
  useViewport();
  useFitOnOpen();
  useStaleMark();
  useKeptFocus();
  useFitWhileStepping();
  const shown = far ? NOTHING : flow;
  return (
    <div
      ref={(element) => {
        frame.element = element;
      }}
      className={styles.canvas}
    >
      <ContextMenu label="Canvas" items={menuAt}>
        <ReactFlow<CardNode, WireEdge>
          // Names, numbers and mathematics mean the same in every language.
          translate="no"
          nodes={shown.nodes}
          edges={shown.edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onInit={(instance) => {
            frame.flow = instance;
            showWhole();
          }}
          onMoveStart={(event) => event && stopFollowing()}
          nodesDraggable={!fixed}
          nodesConnectable={!fixed}
          edgesReconnectable={!fixed}
          onViewportChange={(viewport) => {
            camera.set(viewport);
            reportView(viewport.zoom);
          }}
          onNodesChange={changeNodes}
          onEdgesChange={changeEdges}
          onNodeDragStart={beginDrag}
          onNodeDragStop={endDrag}
          onSelectionDragStart={beginDrag}
          onSelectionDragStop={endDrag}
          onConnectStart={(_, params) => beginWire(params)}
          onConnect={finishWire}
          onConnectEnd={endWire}
          isValidConnection={mayConnect}
          onReconnect={(_, connection) => finishWire(connection)}
          onReconnectStart={(_, edge) => beginMovingEdge(edge.id)}
          onDoubleClick={openAtPointer}
          onKeyDown={canvasKeys}
          onBlur={stopByKeys}
          onFocus={showFocused}
          onPointerDownCapture={farPress}
          onMouseDownCapture={farMouse}
          onEdgeClick={({ target }, edge) => chooseLane(edge.id, laneAt(target))}
          onEdgeMouseEnter={(_, edge) => showTip(edge.id)}
          onEdgeMouseMove={(event, edge) => pointOnLane(event, edge.id)}
          onEdgeMouseLeave={() => {
            hideTip();
            pointAtEntry(null);
          }}
          onDragOver={allowDrop}
          onDrop={drop}
          onlyRenderVisibleElements
          connectionMode={ConnectionMode.Strict}
          connectionRadius={24}
          connectOnClick={false}
          reconnectRadius={12}
          selectionMode={SelectionMode.Partial}
          selectionKeyCode="Shift"
          multiSelectionKeyCode={MULTI}
          deleteKeyCode={null}
          disableKeyboardA11y
          panOnScroll
          zoomOnDoubleClick={false}
          minZoom={FARTHEST}
          maxZoom={CLOSEST}
          nodeDragThreshold={2}
          attributionPosition="bottom-left"
          aria-label="Canvas"
          tabIndex={0}
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={2} />
          {far && <FarView flow={flow} />}
        </ReactFlow>
      </ContextMenu>
      <EmptyCanvas />
      <Minimap flow={flow} />
      <span data-end="" tabIndex={-1} />
      <Palette
        onChoose={(type, { at, anchor }) => {
          focusAdded(addAt(type, at ?? placeForNew(type), anchor));
        }}
        onLeave={() => focusCanvas()}
      />
      <WireTip flow={flow} />
      <Saying />
    </div>
  );
}

/** The lane of a wire that was clicked; its value, where its line was. */
function laneAt(target: EventTarget): "value" | "gradient" {
  return target instanceof Element && target.closest("[data-lane=gradient]") ? "gradient" : "value";
}

const MULTI = ["Shift", "Meta", "Control"];

/** The document as React Flow has it; what did not change keeps its identity. */
function useFlow(): Flow {
  const document = useSession(({ history }) => history.present);
  const analysis = useSession((now) => now.analysis);
  const selection = useSession((now) => now.selection);
  const [translate] = useState(() => {
    let before: Flow | null = null;
    let seen: Parameters<typeof toFlow>[0] | null = null;
    return (view: Parameters<typeof toFlow>[0]): Flow => {
      const same =
        before &&
        seen?.document === view.document &&
        seen.analysis === view.analysis &&
        seen.selection === view.selection;
      if (before && same) return before;
      seen = view;
      before = toFlow(view, before);
      return before;
    };
  });
  return translate({ document, analysis, selection });
}

function changeNodes(changes: NodeChange<CardNode>[]): void {
  obey("nodes", changes);
}

function changeEdges(changes: EdgeChange<WireEdge>[]): void {
  obey("edges", changes);
}

function obey(of: "nodes" | "edges", changes: (NodeChange<CardNode> | EdgeChange<WireEdge>)[]): void {
  for (const wish of toCommands(of, changes)) {
    if (wish.kind === "place") {
      moveCards(wish.positions, drag);
      continue;
    }
    const { selection } = session();
    const chosen = new Set(selection[wish.of]);
    for (const id of wish.off) chosen.delete(id);
    for (const id of wish.on) chosen.add(id);
    if (wish.of === "nodes") select(chosen, selection.edges);
    else select(selection.nodes, chosen);
  }
}

function beginDrag(): void {
  drag = newGesture("drag");
}

function endDrag(): void {
  drag = null;
}

function allowDrop(event: DragEvent): void {
  if (session().watching || !event.dataTransfer.types.includes(DRAGGED_TYPE)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "copy";
}

function drop(event: DragEvent): void {
  const type = event.dataTransfer.getData(DRAGGED_TYPE);
  if (type === "") return;
  event.preventDefault();
  focusAdded(addAt(type, canvasPoint({ x: event.clientX, y: event.clientY }), null));
}

function openAtPointer(event: MouseEvent): void {
  const { target } = event;
  if (farDouble(event) || session().watching) return;
  if (
    !(target instanceof Element) ||
    !target.closest(".react-flow__pane") ||
    target.closest(".react-flow__node, .react-flow__edge")
  )
    return;
  const at = { x: event.clientX, y: event.clientY };
  openPalette({ screen: at, at: canvasPoint(at) });
}

/** The keyboard shows the exact numbers of a wire as the pointer does. */
function showFocused({ target }: FocusEvent): void {
  const stop = target.matches(":focus-visible") ? stopAt(target) : null;
  if (stop?.kind === "edge") showTip(stop.id, 0);
  else hideTip();
}

/** Brings a new card into view and puts the keyboard on it. */
function focusAdded(id: string): void {
  goTo({ kind: "node", id });
}

/** What a person does to the view themselves: a recording that is watched leaves it alone from then on. */
function byHand<A extends readonly unknown[]>(move: (...given: A) => void): (...given: A) => void {
  return (...given) => {
    stopFollowing();
    move(...given);
  };
}

function useViewport(): void {
  useEffect(
    () =>
      registerViewport({
        fit: byHand(fitGraph),
        reveal: (nodes) => {
          const box = boundsOf(cardBoxes(nodes));
          if (box) reveal(box);
        },
        cards: () => cardBoxes(),
        zoomBy: byHand(zoomBy),
        center: middle,
        view: seen,
        addNode: (at) => openPalette(at ? { at } : {}),
        add: (type) => focusAdded(addAt(type, placeForNew(type), null)),
        layOut,
        focus: focusCanvas,
        lookAt,
      }),
    [],
  );
}

/** Shows the whole graph, or of a recording what it says. */
function showWhole(): void {
  const seen = recordedView();
  if (seen) lookAt(seen, 0);
  else fitGraph(undefined, 0);
}

/** The text of a step takes its room from the canvas once a person begins to step: what was in view whole stays so. */
function useFitWhileStepping(): void {
  useEffect(() => {
    const { element } = frame;
    if (!element) return;
    let before = element.clientHeight;
    const observer = new ResizeObserver(() => {
      const { clientHeight } = element;
      if (clientHeight < before && stepping()) fitAgain();
      before = clientHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
}

/** A document that has just been opened is shown whole. */
function useFitOnOpen(): void {
  useEffect(
    () =>
      subscribeSession(({ id, watching }, before) => {
        if (id === before.id) return;
        requestAnimationFrame(showWhole);
        if (!watching) void placeUnplaced();
      }),
    [],
  );
}

/** Where the card or wire that has the keyboard is removed, the canvas takes it; else it would be lost to the page. */
function useKeptFocus(): void {
  useEffect(
    () =>
      subscribeSession(({ analysis: { graph } }, { analysis: before }) => {
        if (graph === before.graph) return;
        const stop = stopAt(document.activeElement);
        if (!stop) return;
        const list: readonly { readonly id: string }[] = stop.kind === "node" ? graph.nodes : graph.edges;
        if (!list.some(({ id }) => id === stop.id)) focusCanvas();
      }),
    [],
  );
}

/** Old numbers fade as one, without a render. */
function useStaleMark(): void {
  useLayoutEffect(() => {
    const mark = () => frame.element?.toggleAttribute("data-stale", runs.stale());
    mark();
    return runs.subscribe(mark);
  }, []);
}
