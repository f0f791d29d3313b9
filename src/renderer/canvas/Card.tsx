import type { NodeProps } from "@xyflow/react";
import { memo, useEffect, useLayoutEffect, useRef } from "react";
import type { Section } from "#core/drawing/card-plan";
import { CARD_PADDING } from "#core/drawing/card-plan";
import { sayNode } from "#core/drawing/describe";
import { fullNameOf, nameOf, typeNameOf } from "#core/graph/graph";
import { resolve } from "#core/graph/resolve";
import { FamilyDot } from "../controls/FamilyDot";
import { Formula } from "../formula/Formula";
import { pointAtCard, useNodePointedOut } from "../state/pointed";
import { runs } from "../state/running";
import { nodeLight, subscribeNodeLight } from "../state/spotlight";
import { BreakpointMark } from "./BreakpointMark";
import styles from "./Card.module.css";
import { CardHandle } from "./CardHandle";
import { CardName } from "./CardName";
import { CardNumber } from "./CardNumber";
import { CardParam } from "./CardParam";
import { CardPictureView } from "./CardPictureView";
import { CardText } from "./CardText";
import { CheckBadge } from "./CheckBadge";
import { FanBadge } from "./FanBadge";
import type { CardContent, CardNode } from "./flow-parts";
import { HealthBadge } from "./HealthBadge";
import { ProblemBadge } from "./ProblemBadge";

/** A node as a card: what it is called, what it computes and what it holds. Its wires and their numbers are not its business. */
export const Card = memo(function Card({ data, selected }: NodeProps<CardNode>) {
  const { node, plan, problems, feeds } = data;
  const card = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const tell = () =>
      card.current?.parentElement?.setAttribute("aria-label", sayNode(node, runs.node(node.id), problems));
    tell();
    return runs.subscribeNode(node.id, tell);
  }, [node, problems]);
  useLayoutEffect(() => {
    const light = () => {
      const lit = nodeLight(node.id);
      if (lit) card.current?.setAttribute("data-light", lit);
      else card.current?.removeAttribute("data-light");
    };
    light();
    return subscribeNodeLight(node.id, light);
  }, [node.id]);
  const pointed = useNodePointedOut(node.id);
  // A card that goes while it is pointed at says nothing of it.
  useEffect(() => () => pointAtCard(null), []);
  const family = resolve(node)?.op.family ?? "unknown";
  return (
    <>
      <div
        ref={card}
        className={styles.card}
        data-family={family}
        {...(selected ? { "data-selected": "" } : {})}
        {...(pointed ? { "data-pointed": "" } : {})}
        {...(problems.length > 0 ? { "data-problem": "" } : {})}
        onPointerEnter={() => pointAtCard(node.id)}
        onPointerLeave={() => pointAtCard(null)}
      >
        <header className={styles.header}>
          <FamilyDot family={family} />
          <CardName id={node.id} name={nameOf(node)} full={fullNameOf(node)} />
          <span className={styles.type}>{typeNameOf(node)}</span>
        </header>
        {plan.sections.map((section) => (
          <div key={keyOf(section)} className={styles.section} style={{ height: section.height }}>
            <SectionView section={section} data={data} />
          </div>
        ))}
      </div>
      <BreakpointMark node={node.id} name={nameOf(node)} />
      <FanBadge node={node.id} />
      <CheckBadge node={node.id} />
      <HealthBadge node={node.id} />
      <ProblemBadge node={node.id} problems={problems} />
      {plan.inputs.map(({ id, y }) => (
        <CardHandle
          key={id}
          node={node.id}
          name={nameOf(node)}
          handle={id}
          side="target"
          top={y}
          wired={feeds[id] !== undefined}
          only={plan.inputs.length === 1}
          problem={problems.find(({ handle }) => handle === id)?.message ?? null}
        />
      ))}
      <CardHandle
        node={node.id}
        name={nameOf(node)}
        handle={plan.output.id}
        side="source"
        top={plan.output.y}
        wired={false}
        only
        problem={null}
      />
    </>
  );
}, sameCard);

/** Where a card lies is not its business either: moving it renders nothing in it. */
function sameCard(before: NodeProps<CardNode>, after: NodeProps<CardNode>): boolean {
  return before.data === after.data && before.selected === after.selected;
}

function keyOf(section: Section): string {
  return section.kind === "param" ? `param ${section.name}` : section.kind === "text" ? section.config : section.kind;
}

function SectionView({ section, data }: { readonly section: Section; readonly data: CardContent }) {
  const { node, plan, problems, feeds } = data;
  switch (section.kind) {
    case "formula": {
      const room = plan.width - 2 * CARD_PADDING;
      const scale = Math.max(0.66, Math.min(1, room / section.formulaWidth));
      return (
        <span className={styles.formula} style={{ fontSize: `${13 * scale}px` }}>
          <Formula tex={section.tex} />
        </span>
      );
    }
    case "param":
      return (
        <CardParam
          node={node}
          section={section}
          problem={problems.find(({ param }) => param === section.name)?.message}
        />
      );
    case "text":
      return (
        <CardText
          node={node}
          config={section.config}
          problem={problems.find(({ config }) => config === section.config)?.message}
        />
      );
    case "picture":
      return (
        <CardPictureView
          node={node}
          picture={section.picture}
          width={plan.width - 2 * CARD_PADDING}
          height={section.height}
          feed={feeds[plan.inputs[0]?.id ?? ""] ?? null}
        />
      );
    case "number":
      return <CardNumber node={node.id} name={nameOf(node)} />;
    case "unknown":
      return <p className={styles.unknown}>This version does not know this type. The node is kept as it is.</p>;
  }
}
