import { expect, test } from "vitest";
import { kinds } from "../../provider/cliApi";
import { part, pipeline } from "../../test/support/graph/parts";
import { graphOf } from "./build";
import type { Graph } from "./graph";

const context = { title: "Stack dev", azureIds: [], secrets: [] };

const edgesOf = ({ edges }: Graph) => edges.map(({ from, to }) => `${from} → ${to}`);

test("The edges point where data goes, and from a part to what uses the part.", () => {
  expect(edgesOf(graphOf(pipeline, context))).toEqual([
    "azureResource_acmestorage → privateEndpoint_endpoint",
    "azurePrivateEndpointApproval_approval → privateEndpoint_endpoint",
    "privateEndpoint_endpoint → baseConnection_base",
    "madconnectSource_snowflake → madconnectConnection_madconnect",
    "madconnectConnection_madconnect → madconnectDestination_aep",
    "baseConnection_base → sourceConnection_source",
    "publicKey_key → flow_orders",
    "sourceConnection_source → flow_orders",
    "flow_orders → targetConnection_target",
    "mappingSet_mappings → flow_orders",
    "targetConnection_target → dataset_dataset",
    "dataset_dataset → mergePolicy_policy",
    "schema_schema → mappingSet_mappings",
    "schema_schema → targetConnection_target",
    "schema_schema → dataset_dataset",
    "schemaClass_class → schema_schema",
    "profileEnablement_enablement → dataset_dataset",
    "profileEnablement_enablement → schema_schema",
    "fieldGroup_group → schema_schema",
    "fieldGroup_group → schemaClass_class",
    "mergePolicy_policy → profileEnablement_enablement",
    "dataType_type → fieldGroup_group",
    "descriptor_descriptor → schema_schema",
    "descriptor_descriptor → profileEnablement_enablement",
    "identityNamespace_namespace → descriptor_descriptor",
  ]);
});

test("A node says what it is, with its state and its connector.", () => {
  const { nodes } = graphOf(pipeline, context);
  const about = new Map(nodes.map(({ key, noun, details }) => [key, [noun, ...details]]));
  expect(about.get("privateEndpoint_endpoint")).toEqual(["private endpoint", "Approved"]);
  expect(about.get("baseConnection_base")).toEqual(["base connection", "Azure Blob storage"]);
  expect(about.get("azureResource_acmestorage")).toEqual(["storage account"]);
});

test("The order of the parts does not change the graph.", () => {
  expect(graphOf(pipeline.toReversed(), context)).toEqual(graphOf(pipeline, context));
});

test("An entity that is only referred to is outside; names of Adobe's own namespaces are no nodes.", () => {
  const { nodes, edges } = graphOf(
    [
      part("sourceConnection", "source", { baseConnectionId: "11111111-aaaa" }),
      part("descriptor", "email", {
        sourceSchema: "https://ns.adobe.com/acme/schemas/a",
        namespace: "Email",
      }),
    ],
    context,
  );
  expect(nodes.filter(({ isOutside }) => isOutside).map(({ kind, title }) => [kind, title])).toEqual([
    ["baseConnection", "11111111-aaaa"],
    ["schema", "https://ns.adobe.com/acme/schemas/a"],
  ]);
  expect(edges.map(({ from }) => from)).toEqual(["baseConnection_11111111_aaaa", "descriptor_email"]);
  expect(nodes.map(({ key }) => key)).toContain("schema_acme_schemas_a");
});

test.each([
  ["/subscriptions/S/resourceGroups/ACME/providers/Microsoft.Storage/storageAccounts/acmeStorage", false],
  ["/subscriptions/other/resourceGroups/acme/providers/Microsoft.Storage/storageAccounts/acmestorage", true],
  ["/subscriptions/s/resourceGroups/acme", true],
])(
  "The storage account of an endpoint belongs to a stack that manages %s: outside is %s.",
  (id, isOutside) => {
    const inputs = { subscriptionId: "s", resourceGroupName: "acme", resourceName: "acmestorage" };
    const { nodes } = graphOf([part("privateEndpoint", "endpoint", inputs)], { ...context, azureIds: [id] });
    expect(nodes[0]).toMatchObject({ kind: "azureResource", isOutside });
  },
);

test("Ids are looked up in the sandbox of the resource, which the nodes name if there are several.", () => {
  const at = (sandbox: string) => [
    part("baseConnection", `base ${sandbox}`, {}, { id: "same", scope: sandbox, sandbox }),
    part("sourceConnection", `source ${sandbox}`, { baseConnectionId: "same" }, { scope: sandbox, sandbox }),
  ];
  const drawn = graphOf([...at("dev"), ...at("prod")], context);
  expect(edgesOf(drawn)).toEqual([
    "baseConnection_base_dev → sourceConnection_source_dev",
    "baseConnection_base_prod → sourceConnection_source_prod",
  ]);
  expect(drawn.nodes.map(({ details }) => details.at(-1))).toEqual(["dev", "prod", "dev", "prod"]);
});

test.each(kinds)("A %s without inputs has its kind and its name only.", (kind) => {
  const { nodes, edges } = graphOf([part(kind, "a", {}, { sandbox: "dev" }), part("flow", "b")], context);
  const node = nodes.find(({ title }) => title === "a");
  expect(node).toMatchObject({ kind, details: [], isOutside: false });
  expect({ nodes: nodes.length, edges }).toEqual({ nodes: 2, edges: [] });
  expect(JSON.stringify(nodes)).not.toMatch(/undefined|null|NaN/);
});

test("A merge policy of another class, and one of another sandbox, applies to no enablement.", () => {
  const enabled = pipeline.filter(({ kind }) => kind === "schema" || kind === "profileEnablement");
  const of = (name: string) => ({ schema: { name } });
  const policies = [
    part("mergePolicy", "events", of("_xdm.context.experienceevent")),
    part("mergePolicy", "elsewhere", of("_xdm.context.profile"), { scope: "elsewhere" }),
    part("mergePolicy", "none"),
  ];
  const { edges } = graphOf([...enabled, ...policies], context);
  expect(edges.filter(({ from, to }) => /Policy/.test(from + to))).toEqual([]);
});

test("Texts contain no secret, and secrets are removed before a format escapes them.", () => {
  const secret = 'pa"ss<word>&longer';
  const drawn = graphOf([part("flow", `orders ${secret}`, {}, { state: secret })], {
    ...context,
    title: `Stack ${secret}`,
    secrets: [secret],
  });
  expect(JSON.stringify(drawn)).not.toMatch(/ss<word|longer/);
  expect(drawn.nodes[0]?.title).toBe("orders [secret]");
});
