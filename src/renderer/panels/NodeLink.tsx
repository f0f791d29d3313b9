import { texName } from "#core/formula/name";
import { type GraphNode, nameOf, typeNameOf } from "#core/graph/graph";
import { opOf } from "#core/ops/index";
import { FamilyDot } from "../controls/FamilyDot";
import { Formula } from "../formula/Formula";
import { select } from "../state/session";
import panel from "./Panel.module.css";

/** The dot of a type's family. */
export function TypeDot({ type }: { readonly type: string }) {
  return <FamilyDot family={opOf(type)?.family ?? "unknown"} />;
}

/** A node by its name; choosing it selects it. */
export function NodeLink({ node }: { readonly node: GraphNode }) {
  return (
    <button type="button" className={panel.link} onClick={() => select([node.id])}>
      <TypeDot type={node.type} />
      <Formula tex={texName(nameOf(node))} label={nameOf(node)} />
      <span className={panel.type}>{typeNameOf(node)}</span>
    </button>
  );
}
