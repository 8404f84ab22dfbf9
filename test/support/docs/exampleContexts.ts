// What a reader has before an example of the API: the examples leave it out.

const storageAccount = `const storageAccount = {
  id: "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/acme/providers/Microsoft.Storage/storageAccounts/acmestorage",
};
`;
const endpoint = `${storageAccount}
const endpoint = new aep.PrivateEndpoint("acme", {
  name: "ACME storage",
  targetResourceId: storageAccount.id,
  connectionSpec: aep.connectionSpecs.azureBlob,
});
`;
const approvedEndpoint = `${endpoint}
const approved = new azure.PrivateEndpointApproval("approved", {
  privateEndpointId: endpoint.id,
  privateEndpointName: endpoint.name,
  targetResourceId: storageAccount.id,
});
await idOf(approved);
`;
const base = `const base = new aep.BaseConnection("acme", {
  name: "ACME Blob storage",
  connectionSpec: aep.connectionSpecs.azureBlob,
  auth: { specName: "ConnectionString", params: { connectionString: config.requireSecret("connectionString") } },
});
`;
const source = `${base}
const source = new aep.SourceConnection("orders", {
  name: "ACME orders",
  baseConnectionId: base.id,
  connectionSpec: aep.connectionSpecs.azureBlob,
  data: { format: "delimited" },
  params: { path: "/orders/*.csv", type: "folder" },
});
`;
const schema = `const schema = new aep.Schema("acme", {
  title: "ACME orders",
  classId: "https://ns.adobe.com/xdm/context/experienceevent",
});
`;
const dataset = `${schema}
const dataset = new aep.Dataset("acme", { name: "ACME orders", schemaRef: { id: schema.id } });
`;
const target = `${dataset}
const target = new aep.TargetConnection("orders", {
  name: "ACME orders",
  connectionSpec: aep.connectionSpecs.dataLake,
  data: { schema: { id: schema.id, version: "application/vnd.adobe.xed-full+json;version=1" } },
  params: { dataSetId: dataset.id },
});
const mappings = new aep.MappingSet("orders", {
  outputSchema: { schemaRef: { id: schema.id } },
  mappings: [{ sourceType: "ATTRIBUTE", source: "Id", destination: "_id" }],
});
`;
const flow = `${source}${target}
const flow = new aep.Flow("before", {
  name: "ACME orders of today",
  flowSpec: aep.flowSpecs.cloudStorageToAep,
  sourceConnectionIds: [source.id],
  targetConnectionIds: [target.id],
  transformations: [{ name: "Mapping", params: { mappingId: mappings.id, mappingVersion: mappings.version } }],
  scheduleParams: { frequency: "once" },
});
`;
const run = `${flow}
const flowId = await idOf(flow);
const [from, until] = [0, 86_400];
`;
const members = `const group = new aep.FieldGroup("members", {
  title: "ACME members",
  intendedToExtend: ["https://ns.adobe.com/xdm/context/profile"],
  fields: { loyaltyId: aep.xdm.string() },
});
const members = new aep.Schema("members", {
  title: "ACME members with a card",
  classId: "https://ns.adobe.com/xdm/context/profile",
  fieldGroupIds: [group.id],
});
`;
const namespace = `const loyaltyNamespace = new aep.IdentityNamespace("before", {
  code: "Loyalty",
  name: "ACME loyalty",
  idType: "CROSS_DEVICE",
});
`;
const primaryIdentity = `${members}${namespace}
const schema = members;
const primaryIdentity = new aep.Descriptor("before", {
  type: "xdm:descriptorIdentity",
  sourceSchema: members.id,
  sourceProperty: "/_{TENANT_ID}/loyaltyId",
  namespace: loyaltyNamespace.code,
  isPrimary: true,
});
`;
const privateLink = `${storageAccount}${target}
const container = { name: "orders" };
const connectionString = config.requireSecret("connectionString");
`;
const privateLinkOrders = `${privateLink}
const orders = new azure.PrivateLinkSource("orders", {
  storageAccount,
  source: "azureBlob",
  container: container.name,
  path: "/orders/*.csv",
  format: "delimited",
  auth: { specName: "ConnectionString", params: { connectionString } },
});
`;
const tier = `const tier = new aep.DataType("before", {
  title: "ACME tier",
  fields: { level: aep.xdm.string() },
});
`;
const audience = `const audience = new madconnect.Connection("before", {
  name: "ACME audience",
  srcConnectorId: "STWkG5hhS3EvG511",
  srcConnectionConfig: { bucketURI: config.requireSecret("connectionString") },
  destConnectorId: "13a4e0ca00af0011",
  destConnectionConfig: { advertiserId: "12345" },
});
const id = await idOf(audience);
`;
const key = `const key = new aep.PublicKey("before", {
  name: "ACME orders",
  encryptionAlgorithm: "PGP",
  params: { passPhrase: config.requireSecret("passPhrase") },
});
`;
const field = `new aep.DataType("acme", { title: "ACME type", fields: { member: field } });
`;
const idOfBase = `${base}
const id = await idOf(base);
await emulated("PUT", \`content/\${id}\`, {
  files: { "orders/today.csv": "Id,Amount\\n1,10\\n" },
  tables: { "acme.orders": { columns: [{ name: "Id", type: "integer" }], rows: [{ Id: 1 }] } },
});
`;

/** Statements before the examples of an export. Default: none. */
export const exampleContexts: Readonly<Record<string, string>> = {
  "aep.BaseConnection": approvedEndpoint,
  "aep.Dataset": schema,
  "aep.Descriptor": `${members}${namespace}`,
  "aep.FieldGroup": tier,
  "aep.Flow": `${source}${target}`,
  "aep.IdentityNamespace": members,
  "aep.MappingSet": schema,
  "aep.MergePolicy": `const schema = new aep.Schema("acme", {
  title: "ACME members",
  classId: "https://ns.adobe.com/xdm/context/profile",
});
const [members, orders] = ["ACME members", "ACME orders"].map(
  (name) => new aep.Dataset(name, { name, schemaRef: { id: schema.id } }),
) as [aep.Dataset, aep.Dataset];
`,
  "aep.PrivateEndpoint": storageAccount,
  "aep.ProfileEnablement": primaryIdentity,
  "aep.SourceConnection": base,
  "aep.TargetConnection": dataset,
  "aep.exploreConnection": idOfBase,
  "aep.getConnection": idOfBase,
  "aep.getDataType": `${tier}\nawait idOf(tier);`,
  "aep.getDataset": `${dataset}\nconst dataSetId = await idOf(dataset);`,
  "aep.getDescriptors": `${schema}\nconst schemaId = await idOf(schema);`,
  "aep.getFieldGroup": `await idOf(new aep.FieldGroup("before", {
  title: "ACME loyalty",
  intendedToExtend: ["https://ns.adobe.com/xdm/context/profile"],
  fields: { points: aep.xdm.long() },
}));
`,
  "aep.getFlow": `${flow}\nconst id = await idOf(flow);`,
  "aep.getFlowRun": `${run}
const id = (await aep.startFlowRun({ flowId, windowStartTime: from, windowEndTime: until })).id ?? "";
`,
  "aep.getFlowRuns": run,
  "aep.getPrivateEndpoint": `${endpoint}\nconst id = await idOf(endpoint);`,
  "aep.getPublicKey": `${key}\nconst id = await idOf(key);`,
  "aep.getSchema": `${schema}\nconst schemaId = await idOf(schema);`,
  "aep.previewFile": idOfBase,
  "aep.previewTable": idOfBase,
  "aep.resolvePrivateEndpoints": 'const connectionString = "AccountName=acmestorage";',
  "aep.startFlowRun": run,
  "aep.testConnection": idOfBase,
  "azure.PrivateEndpointApproval": endpoint,
  "azure.PrivateLinkSource": privateLink,
  "azure.PrivateLinkSource, 2": privateLinkOrders,
  "azure.whenApproved": `${privateLinkOrders}
const flowArgs = {
  name: "ACME orders",
  flowSpec: aep.flowSpecs.cloudStorageToAep,
  targetConnectionIds: [target.id],
  transformations: [{ name: "Mapping", params: { mappingId: mappings.id, mappingVersion: mappings.version } }],
  scheduleParams: { frequency: "hour", interval: 1 },
} satisfies Omit<aep.FlowArgs, "sourceConnectionIds">;
`,
  "madconnect.getConnection": audience,
  "madconnect.getConnector": audience,
};

/** The statements before an example. */
export function contextOf(title: string, name: string): string {
  return exampleContexts[title] ?? exampleContexts[name] ?? "";
}

/** The statements after an example, which use what it declares. */
export function sequelOf(name: string): string {
  return name.startsWith("aep.xdm.") ? field : "";
}

/** Texts outside docs/ with code that another test compiles, and that test. */
export const textsTestedElsewhere: Readonly<Record<string, string>> = {
  "README.md": "test/docs/readme.test.ts",
};

/** Exports without an example, each with the reason. */
export const withoutExample: readonly { readonly names: RegExp; readonly reason: string }[] = [
  { names: /^(aep|madconnect)\.\w+Output$/, reason: "the function without Output shows the arguments" },
];
