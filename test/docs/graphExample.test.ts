import { expect, it } from "vitest";
import { graphOf } from "../../cli/graph/build";
import { mermaid } from "../../cli/graph/formats/mermaid";
import { blockOf } from "../support/docs/guide";
import { azureBlob, part } from "../support/graph/parts";

const schemaId = "https://ns.adobe.com/acme/schemas/0a1b2c3d4e5f60718293";
const groupId = "https://ns.adobe.com/acme/mixins/1a1b2c3d4e5f60718293";

/** A flow that reads orders over a private endpoint. */
const parts = [
  part(
    "privateEndpoint",
    "storage",
    {
      subscriptionId: "11111111-2222-4333-8444-555555555555",
      resourceGroupName: "acme-sources",
      resourceName: "acmestorage",
      connectionSpec: { id: azureBlob, version: "1.0" },
    },
    { state: "Approved" },
  ),
  part("azurePrivateEndpointApproval", "approval", { privateEndpointId: "storage" }),
  part("baseConnection", "account", { privateEndpointId: "storage", connectionSpec: { id: azureBlob } }),
  part("sourceConnection", "files", { baseConnectionId: "account" }),
  part("mappingSet", "columns", { outputSchema: { schemaRef: { id: schemaId } } }),
  part(
    "flow",
    "orders",
    {
      sourceConnectionIds: ["files"],
      targetConnectionIds: ["to-lake"],
      transformations: [{ params: { mappingId: "columns" } }],
    },
    { state: "enabled" },
  ),
  part("targetConnection", "to-lake", { params: { dataSetId: "lake" } }),
  part("dataset", "lake", { schemaRef: { id: schemaId } }),
  part("schema", "order", { allOf: [{ $ref: groupId }] }, { id: schemaId }),
  part("fieldGroup", "details", {}, { id: groupId }),
];

it("the example in docs/graph.md is what the command prints", () => {
  const { text } = blockOf("graph.md", "Draw pipelines: `pulumi-aep graph`", 1);
  expect(text).toBe(mermaid(graphOf(parts, { title: "Stack dev", azureIds: [], secrets: [] })));
});
