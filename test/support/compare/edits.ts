import type { Kind } from "../../../provider/kinds";
import { connectionsEdits } from "./edits/connections";
import { dataEdits } from "./edits/data";
import { descriptorEdits } from "./edits/descriptor";
import type { KindEdits } from "./edits/edit";
import { flowEdits } from "./edits/flow";
import { madconnectEdits } from "./edits/madconnect";
import { registryEdits } from "./edits/registry";

/** The name of the emulator's collection of each kind. */
export const collections: Readonly<Partial<Record<Kind, string>>> = {
  privateEndpoint: "privateEndpoints",
  dataType: "dataTypes",
  fieldGroup: "fieldGroups",
  schemaClass: "classes",
  schema: "schemas",
  identityNamespace: "identityNamespaces",
  descriptor: "descriptors",
  profileEnablement: "schemas",
  dataset: "dataSets",
  mergePolicy: "mergePolicies",
  baseConnection: "connections",
  sourceConnection: "sourceConnections",
  targetConnection: "targetConnections",
  mappingSet: "mappingSets",
  publicKey: "encryptionKeys",
  flow: "flows",
  madconnectConnection: "madconnectConnections",
};

/** At least one edit for every input that is compared. */
export const edits: Readonly<Partial<Record<Kind, KindEdits>>> = {
  ...registryEdits,
  ...descriptorEdits,
  ...dataEdits,
  ...connectionsEdits,
  ...flowEdits,
  ...madconnectEdits,
};
