import { connectorsWith, type JsonObject, presentable, valueAt } from "../../provider/cliApi";
import type { Graph, GraphEdge, GraphNode } from "./graph";
import { Keys } from "./keys";
import { isPart, keyOf, type Link, linksOf } from "./links";
import { type NodeKind, nodeStyles, nounOf } from "./nodeKinds";
import type { Part } from "./part";
import { textIn } from "./text";

/** What a graph is made from, besides the parts. */
export interface GraphContext {
  /** What the graph shows: "Stack dev". */
  readonly title: string;
  /** ARM ids of the Azure resources that the stack manages. */
  readonly azureIds: readonly string[];
  /** The values that no text may contain. */
  readonly secrets: readonly string[];
}

/** A node before it has its key, and what identifies it. */
interface Draft extends Omit<GraphNode, "key"> {
  readonly identity: string;
}

/** An edge between two drafts, by their identities. */
type DraftEdge = readonly [from: string, to: string];

/** Inputs whose edges point from the part that has the input to what it refers to, as the data does. */
const forward: ReadonlySet<string> = new Set([
  "flow.targetConnectionIds.*",
  "targetConnection.params.dataSetId",
  "descriptor.sourceSchema",
  "profileEnablement.schemaId",
  "azurePrivateEndpointApproval.privateEndpointId",
  "mergePolicy.(applies to)",
]);

/** The graph of these parts. */
export function graphOf(parts: readonly Part[], context: GraphContext): Graph {
  const clean = (text: string) => oneLine(text, context.secrets);
  const links = linksOf(parts);
  const ends = parts.flatMap((part) => endsOf(part, context, clean));
  const sandboxes = new Set(parts.flatMap(({ sandbox }) => (sandbox === "" ? [] : [sandbox])));
  const drafts = new Map(
    [
      ...parts.map((part) => draftOf(part, sandboxes.size > 1 ? part.sandbox : "", clean)),
      ...links.flatMap(({ used }) => (isPart(used) ? [] : [missingDraft(used, clean)])),
      ...ends.map(({ draft }) => draft),
    ].map((draft) => [draft.identity, draft]),
  );
  const keys = new Keys();
  const sorted = [...drafts.values()].sort(inOrder);
  const keyByIdentity = new Map(sorted.map(({ identity, kind, title }) => [identity, keys.of(kind, title)]));
  const places = new Map(sorted.map(({ identity }, place) => [identity, place]));
  const placeOf = (identity: string) => places.get(identity) ?? 0;
  const edges = new Map(
    [...links.map(edgeOf), ...ends.map(({ edge }) => edge)].map((edge) => [edge.join(" "), edge]),
  );
  return {
    title: clean(context.title),
    nodes: sorted.map(({ identity, ...node }) => ({ key: keyByIdentity.get(identity) ?? "", ...node })),
    edges: [...edges.values()]
      .sort((left, right) => placeOf(left[0]) - placeOf(right[0]) || placeOf(left[1]) - placeOf(right[1]))
      .map(
        ([from, to]): GraphEdge => ({ from: keyByIdentity.get(from) ?? "", to: keyByIdentity.get(to) ?? "" }),
      ),
  };
}

function edgeOf({ user, used, input }: Link): DraftEdge {
  const [from, to] = forward.has(`${user.kind}.${input}`) ? [user, used] : [used, user];
  return [keyOf(from), keyOf(to)];
}

function draftOf(part: Part, sandbox: string, clean: (text: string) => string): Draft {
  const { kind, id, title, state, inputs, isOutside } = part;
  const [connector] = kind === "baseConnection" ? connectorsWith(valueAt(inputs, "connectionSpec.id")) : [];
  return {
    identity: keyOf(part),
    kind,
    noun: nounOf(kind),
    title: clean(title) || clean(id),
    id: clean(id),
    details: [state, connector?.title ?? "", sandbox].map(clean).filter((text) => text !== ""),
    isOutside,
  };
}

function missingDraft(
  missing: { readonly kind: Part["kind"]; id: string; scope: string },
  clean: (text: string) => string,
): Draft {
  const { kind, id } = missing;
  const title = clean(id);
  return {
    identity: keyOf(missing),
    kind,
    noun: nounOf(kind),
    title,
    id: title,
    details: [],
    isOutside: true,
  };
}

/** Something outside AEP that a part refers to, and its edge. */
interface End {
  readonly draft: Draft;
  readonly edge: DraftEdge;
}

/** What a pipeline begins or ends with: the Azure resource of an endpoint, the connectors of a MadConnect connection. */
function endsOf(part: Part, { azureIds }: GraphContext, clean: (text: string) => string): End[] {
  const { kind, inputs, scope } = part;
  const end = (of: NodeKind, title: string, more: Partial<Draft> & { identity: string }): Draft => ({
    kind: of,
    noun: nounOf(of),
    title: clean(title),
    id: "",
    details: [],
    isOutside: true,
    ...more,
  });
  if (kind === "privateEndpoint" && textIn(inputs.resourceName) !== "") {
    const id = azureIdOf(inputs);
    const own = azureIds.some((known) => isSameResource(known, inputs));
    const draft = end("azureResource", textIn(inputs.resourceName), {
      identity: id,
      noun: isStorage(inputs) ? "storage account" : nounOf("azureResource"),
      isOutside: !own,
    });
    return [{ draft, edge: [id, keyOf(part)] }];
  }
  if (kind !== "madconnectConnection") {
    return [];
  }
  const sides = [
    ["madconnectSource", textIn(inputs.srcConnectorId)],
    ["madconnectDestination", textIn(inputs.destConnectorId)],
  ] as const;
  return sides
    .filter(([, title]) => title !== "")
    .map(([of, title]) => {
      const identity = JSON.stringify([scope, of, title]);
      const edge: DraftEdge = of === "madconnectSource" ? [identity, keyOf(part)] : [keyOf(part), identity];
      return { draft: end(of, title, { identity }), edge };
    });
}

function isStorage({ connectionSpec }: JsonObject): boolean {
  return connectorsWith(valueAt(connectionSpec, "id")).some(({ title }) =>
    /\b(blob|data lake)\b/i.test(title),
  );
}

function azureIdOf({ subscriptionId, resourceGroupName, resourceName }: JsonObject): string {
  return JSON.stringify(
    [subscriptionId, resourceGroupName, resourceName].map((part) => textIn(part).toLowerCase()),
  );
}

function isSameResource(armId: string, inputs: JsonObject): boolean {
  const [, subscriptionId = "", resourceGroupName = "", resourceName = ""] =
    /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/[^/]+\/[^/]+\/([^/]+)\/?$/i.exec(armId) ??
    [];
  return azureIdOf({ subscriptionId, resourceGroupName, resourceName }) === azureIdOf(inputs);
}

/** Nodes by kind, then by title; of equal ones, by identity, so that the order never depends on responses. */
function inOrder(left: Draft, right: Draft): number {
  return (
    kindPlace(left.kind) - kindPlace(right.kind) ||
    compared(left.title, right.title) ||
    compared(left.identity, right.identity)
  );
}

const kindOrder = Object.keys(nodeStyles);

function kindPlace(kind: NodeKind): number {
  return kindOrder.indexOf(kind);
}

// By code units, because the order of a locale differs from machine to machine.
function compared(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function oneLine(text: string, secrets: readonly string[]): string {
  return presentable(presentable(text, secrets).replaceAll(/\s+/g, " ").trim(), []);
}
