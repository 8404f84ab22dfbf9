import type { Part } from "../../../cli/graph/part";
import type { JsonObject } from "../../../provider/cliApi";
import type { Kind } from "../../../provider/kinds";

/** A part whose id is its title, with these inputs. */
export function part(kind: Kind, title: string, inputs: JsonObject = {}, more: Partial<Part> = {}): Part {
  return {
    kind,
    id: title,
    title,
    names: [title],
    inputs,
    state: "",
    scope: "",
    sandbox: "",
    isOutside: false,
    ...more,
  };
}

/** Id of the connection spec of Azure Blob storage. */
export const azureBlob = "4c10e202-c428-4796-9208-5f1f5732b1cf";

const schemaId = "https://ns.adobe.com/acme/schemas/0a1b2c3d4e5f60718293";
const groupId = "https://ns.adobe.com/acme/mixins/1a1b2c3d4e5f60718293";
const typeId = "https://ns.adobe.com/acme/datatypes/2a1b2c3d4e5f60718293";
const classId = "https://ns.adobe.com/acme/classes/3a1b2c3d4e5f60718293";
const standardClass = "https://ns.adobe.com/xdm/context/profile";

/** A pipeline with one part of every kind, from a storage account to the data types of a schema. */
export const pipeline: readonly Part[] = [
  part(
    "privateEndpoint",
    "endpoint",
    {
      subscriptionId: "11111111-2222-4333-8444-555555555555",
      resourceGroupName: "acme-sources",
      resourceName: "acmestorage",
      connectionSpec: { id: azureBlob, version: "1.0" },
    },
    { state: "Approved" },
  ),
  part("azurePrivateEndpointApproval", "approval", { privateEndpointId: "endpoint" }),
  part("baseConnection", "base", { privateEndpointId: "endpoint", connectionSpec: { id: azureBlob } }),
  part("sourceConnection", "source", { baseConnectionId: "base" }),
  part("publicKey", "key"),
  part("mappingSet", "mappings", { outputSchema: { schemaRef: { id: schemaId } } }),
  part(
    "flow",
    "orders",
    {
      sourceConnectionIds: ["source"],
      targetConnectionIds: ["target"],
      transformations: [{ params: { mappingId: "mappings", publicKeyId: "key" } }],
    },
    { state: "enabled" },
  ),
  part("targetConnection", "target", {
    params: { dataSetId: "dataset" },
    data: { schema: { id: schemaId } },
  }),
  part("dataset", "dataset", { schemaRef: { id: schemaId }, profile: { enablementId: schemaId } }),
  part(
    "schema",
    "schema",
    { classId, allOf: [{ $ref: standardClass }, { $ref: groupId }] },
    { id: schemaId },
  ),
  part("schemaClass", "class", { fieldGroupIds: [groupId] }, { id: classId }),
  part("fieldGroup", "group", { fields: { address: { $ref: typeId } } }, { id: groupId }),
  part("dataType", "type", {}, { id: typeId }),
  part("descriptor", "descriptor", { sourceSchema: schemaId, namespace: "Loyalty" }),
  part("identityNamespace", "namespace", { code: "loyalty" }),
  part("profileEnablement", "enablement", { schemaId, descriptorIds: ["descriptor"] }, { id: schemaId }),
  part("mergePolicy", "policy", {
    schema: { name: "_xdm.context.profile" },
    attributeMerge: { order: ["dataset"] },
  }),
  part("madconnectConnection", "madconnect", { srcConnectorId: "snowflake", destConnectorId: "aep" }),
];
