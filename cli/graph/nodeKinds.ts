import { factsOf, type Kind } from "../../provider/cliApi";

/** Nodes that are no resources of this package. */
type OtherKind = "azureResource" | "madconnectSource" | "madconnectDestination";

/** Kind of a node. */
export type NodeKind = Kind | OtherKind;

/** Parts of the drawing that have one colour each. */
export type NodeGroup = "azure" | "connection" | "flow" | "data" | "schema";

/** How nodes of a kind are drawn. */
export interface NodeStyle {
  /** Place from left to right. Nodes of kinds that refer to each other are in different columns, as far as possible. */
  readonly column: number;
  readonly group: NodeGroup;
}

/** Every kind of node, in the order of lists. */
export const nodeStyles: Readonly<Record<NodeKind, NodeStyle>> = {
  azureResource: { column: 0, group: "azure" },
  azurePrivateEndpointApproval: { column: 0, group: "azure" },
  privateEndpoint: { column: 1, group: "connection" },
  madconnectSource: { column: 0, group: "connection" },
  madconnectConnection: { column: 1, group: "flow" },
  madconnectDestination: { column: 2, group: "connection" },
  baseConnection: { column: 2, group: "connection" },
  publicKey: { column: 3, group: "connection" },
  sourceConnection: { column: 3, group: "connection" },
  flow: { column: 4, group: "flow" },
  mappingSet: { column: 5, group: "flow" },
  targetConnection: { column: 5, group: "connection" },
  dataset: { column: 6, group: "data" },
  schema: { column: 7, group: "schema" },
  schemaClass: { column: 8, group: "schema" },
  profileEnablement: { column: 8, group: "schema" },
  fieldGroup: { column: 9, group: "schema" },
  mergePolicy: { column: 9, group: "schema" },
  dataType: { column: 10, group: "schema" },
  descriptor: { column: 10, group: "schema" },
  identityNamespace: { column: 11, group: "schema" },
};

/** Nouns of the nodes that are no resources. An Azure resource is a storage account if its endpoint's connector says so. */
const nouns: Readonly<Record<OtherKind, string>> = {
  azureResource: "Azure resource",
  madconnectSource: "MadConnect source",
  madconnectDestination: "MadConnect destination",
};

/** What a node of this kind is, in words. */
export function nounOf(kind: NodeKind): string {
  return kind in nouns ? nouns[kind as OtherKind] : factsOf(kind as Kind).noun;
}
