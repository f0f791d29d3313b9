import { type GraphNode, nameOf } from "#core/graph/graph";
import { texName } from "#core/graph/tex-name";
import { opOf } from "#core/ops/index";
import { Formula } from "../formula/Formula";
import { select } from "../state/session";
import panel from "./Panel.module.css";

/** The dot of a type's family. */
export function FamilyDot({ type }: { readonly type: string }) {
  return <span aria-hidden className={panel.dot} data-family={opOf(type)?.family ?? "unknown"} />;
}

/** A node by its name; choosing it selects it. */
export function NodeLink({ node }: { readonly node: GraphNode }) {
  return (
    <button type="button" className={panel.link} onClick={() => select([node.id])}>
      <FamilyDot type={node.type} />
      <Formula tex={texName(nameOf(node))} label={nameOf(node)} />
      <span className={panel.type}>{node.type}</span>
    </button>
  );
}
