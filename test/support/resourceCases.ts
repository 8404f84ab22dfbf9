import type { PlainClient } from "./emulator/plainClient";
import type { Kind, Properties } from "./host/providerHost";

/** Everything the shared lifecycle tests need to know about one kind of resource. */
export interface ResourceCase {
  readonly kind: Kind;
  /** Path below which the service keeps such things. */
  readonly path: string;
  /** Name of the emulator's collection. */
  readonly collection: string;
  /** Inputs of its own, without references to other things. */
  readonly body: Properties;
  /** Inputs that check accepts; the things they refer to need not exist. */
  readonly complete: Properties;
  /** Where such things live. Default: a sandbox of an organisation of AEP. */
  readonly place?: ResourcePlace;
  /** Shared tests that do not apply, and why. */
  readonly leftOut?: Readonly<Partial<Record<"otherOrganisation", string>>>;
  /** Makes what the thing needs, without the provider, and gives inputs for it. */
  prepare(plain: PlainClient): Promise<Properties>;
  /** A secret in these inputs. */
  readonly secret?: string;
  /** Requests of a create besides its POST. */
  readonly alsoOnCreate: readonly string[];
  /** Requests of a create after its POST. */
  readonly afterCreate?: (id: string) => readonly string[];
  /** A change in place and the only patch it may send; left out where the API has none. */
  readonly change?: { readonly inputs: Properties; readonly patch: readonly unknown[] };
  /** A second change in place, of a field that the first leaves alone. */
  readonly otherChange?: { readonly inputs: Properties };
  /** Objects that a program adds to a thing that was made without them. */
  readonly addition?: Properties;
  /** What the service changed by somebody else's hand, as a merge patch, and the field in which that shows. */
  readonly drift?: { readonly edit: Properties; readonly field: string; readonly value: unknown };
  /** Set where the service has no If-Match: each write is preceded by one read. */
  readonly unguarded?: true;
  /** Method of a change in place. Default: PATCH. */
  readonly write?: "PUT";
  /** What a PUT sends of what is wanted, as the log shows it. Default: all of it. */
  readonly sent?: (wanted: Properties) => Properties;
  /** Set where one read before a delete finds out whether that may be. */
  readonly readBeforeDelete?: true;
  /** Set where names are unique, so that there can be no twin. */
  readonly unique?: true;
  /** All such things with their ids, where the emulator's data do not hold these. */
  readonly list?: (plain: PlainClient) => Promise<Properties[]>;
  /** Makes one without the provider and gives its id, where the answer to a plain POST does not tell it. */
  readonly make?: (plain: PlainClient, body: Properties) => Promise<string>;
  /** Reads one without the provider, where that is more than a GET; `undefined` when it is gone. */
  readonly read?: (plain: PlainClient, id: string) => Promise<unknown>;
  /** Body of the one GET for a thing, where that is not a list of one. */
  readonly entityIn?: (body: Properties) => unknown;
  /** A change that no request can make; left out where everything but the sandbox can be changed. */
  readonly replacement?: {
    readonly inputs: Properties;
    readonly replaces: readonly string[];
    readonly deleteBeforeReplace: boolean;
  };
}

/** The place that a kind of thing lives in. */
export interface ResourcePlace {
  /** What of it is recorded under the configuration of tests. */
  readonly recorded: Properties;
  /** Another place, by arguments and by configuration. */
  readonly other: { readonly inputs: Properties; readonly config: Record<string, string> };
  /** Property whose change moves a thing there. */
  readonly replaces: string;
}

/** AEP's place. */
const inSandbox: ResourcePlace = {
  recorded: { orgId: "EMULATOR@AdobeOrg", sandbox: "prod" },
  other: { inputs: { sandbox: "dev" }, config: { "aep:sandbox": "dev" } },
  replaces: "sandbox",
};

/** Where such things live. */
export function placeOf({ place = inSandbox }: ResourceCase): ResourcePlace {
  return place;
}

const connectors = "/data/foundation/connectors";
const flowService = "/data/foundation/flowservice";
const azureBlob = "4c10e202-c428-4796-9208-5f1f5732b1cf";
const dataLake = "c604ff05-7f1a-43c0-8e18-33bf874cb11c";
const filesToAep = "9753525b-82c7-4dce-8a9b-5ccfce2b9876";
const tablesToAep = "14518937-270c-4525-bdec-c2ba7cce3860";

const connectionString = "AccountName=acme;AccountKey=a-key-for-tests";

const endpointBody = {
  name: "ACME Private Endpoint",
  subscriptionId: "00000000-0000-0000-0000-000000000001",
  resourceGroupName: "acme-sources",
  resourceName: "acmestorage",
  fqdns: [],
  connectionSpec: { id: azureBlob, version: "1.0" },
};

const baseBody = {
  name: "ACME storage",
  description: "Closed to the internet",
  auth: { specName: "ConnectionString", params: { connectionString, usePrivateLink: true } },
  connectionSpec: { id: azureBlob, version: "1.0" },
};

const sourceBody = {
  name: "ACME orders",
  description: "Orders as CSV",
  connectionSpec: { id: azureBlob, version: "1.0" },
  data: { format: "delimited", properties: { columnDelimiter: "," } },
  params: { path: "/orders/*.csv", type: "folder", recursive: true },
};

const targetBody = {
  name: "ACME orders in the data lake",
  description: "One dataset",
  connectionSpec: { id: dataLake, version: "1.0" },
  data: {
    format: "parquet_xdm",
    schema: {
      id: "https://ns.adobe.com/acme/schemas/0123456789",
      version: "application/vnd.adobe.xed-full+json;version=1",
    },
  },
  params: { dataSetId: "5ef4551c52e054191a61a99f" },
};

const flowBody = {
  name: "ACME orders",
  description: "Every quarter of an hour",
  flowSpec: { id: filesToAep, version: "1.0" },
  transformations: [
    { name: "Mapping", params: { mappingId: "bf5286a9c1ad4266baca76ba3adc9366", mappingVersion: 0 } },
  ],
  scheduleParams: { frequency: "minute", interval: 15 },
};

/** Makes an approved private endpoint, without the provider. */
export async function createEndpoint(plain: PlainClient): Promise<string> {
  const id = await plain.create(`${connectors}/privateEndpoints`, endpointBody);
  await plain.admin("POST", `privateEndpoints/${id}/state`, { state: "Approved" });
  return id;
}

/** Makes a base connection over a private endpoint, without the provider. */
export async function createBase(plain: PlainClient): Promise<string> {
  await createEndpoint(plain);
  await plain.send("POST", `${connectors}/privateEndpoints/interactiveAuthoring?op=enable`, {
    autoTerminationMinutes: 60,
  });
  return plain.create(`${flowService}/connections`, baseBody);
}

/** Makes a source and a target connection, without the provider. */
export async function createEnds(plain: PlainClient): Promise<{ sourceId: string; targetId: string }> {
  const baseConnectionId = await createBase(plain);
  return {
    sourceId: await plain.create(`${flowService}/sourceConnections`, { ...sourceBody, baseConnectionId }),
    targetId: await plain.create(`${flowService}/targetConnections`, targetBody),
  };
}

const schemaRegistry = "/data/foundation/schemaregistry/tenant/schemas";
const catalog = "/data/foundation/catalog/dataSets";
const dataPrep = "/data/foundation/conversion/mappingSets";

const schemaBody = {
  title: "ACME orders",
  description: "What was ordered",
  allOf: [{ $ref: "https://ns.adobe.com/xdm/context/experienceevent" }],
};

const datasetBody = {
  name: "ACME orders",
  description: "Orders of all shops",
  schemaRef: {
    id: "https://ns.adobe.com/acme/schemas/0123456789",
    contentType: "application/vnd.adobe.xed-full+json;version=1",
  },
  tags: { unifiedProfile: ["enabled:true"] },
};

const mappingSetBody = {
  name: "ACME orders",
  outputSchema: {
    schemaRef: {
      id: "https://ns.adobe.com/acme/schemas/0123456789",
      contentType: "application/vnd.adobe.xed-full+json;version=1",
    },
  },
  mappings: [
    { sourceType: "ATTRIBUTE", source: "Id", destination: "_id" },
    { sourceType: "EXPRESSION", source: "upper(FirstName)", destination: "person.name.firstName" },
  ],
};

const subAccount = "5c0e7d2b91f84a36";

const madconnectBody = {
  name: "ACME audience",
  srcConnectorId: "STWkG5hhS3EvG511",
  srcConnectionConfig: { bucketURI: "s3://acme/a-key-for-tests/csv" },
  destConnectorId: "13a4e0ca00af0011",
  destConnectionConfig: { advertiserId: "12345", audienceSource: "USER_PROVIDED_ONLY" },
};

/** Makes a schema, without the provider. */
export function createSchema(plain: PlainClient, title = "ACME schema"): Promise<string> {
  return plain.create(schemaRegistry, { type: "object", ...schemaBody, title });
}

/** Every kind of resource; tests of the lifecycle run over all of them. */
export const resourceCases: readonly ResourceCase[] = [
  {
    kind: "privateEndpoint",
    body: endpointBody,
    complete: endpointBody,
    path: `${connectors}/privateEndpoints`,
    collection: "privateEndpoints",
    prepare: async () => endpointBody,
    alsoOnCreate: ["GET /privateEndpoints"],
    replacement: {
      inputs: { ...endpointBody, resourceName: "acmeotherstorage" },
      replaces: ["resourceName"],
      deleteBeforeReplace: true,
    },
  },
  {
    kind: "baseConnection",
    body: baseBody,
    complete: baseBody,
    path: `${flowService}/connections`,
    collection: "connections",
    prepare: async (plain) => ({ ...baseBody, privateEndpointId: await createEndpoint(plain) }),
    secret: connectionString,
    alsoOnCreate: [],
    change: {
      inputs: { name: "ACME storage renamed" },
      patch: [{ op: "replace", path: "/name", value: "ACME storage renamed" }],
    },
    otherChange: { inputs: { description: "Still closed" } },
    drift: { edit: { description: "Changed by hand" }, field: "description", value: "Changed by hand" },
    replacement: {
      inputs: {
        auth: {
          specName: "SAS URI Authentication",
          params: { sasUri: "https://acme.invalid/?sig=test-signature", usePrivateLink: true },
        },
      },
      replaces: ["auth.specName"],
      deleteBeforeReplace: false,
    },
  },
  {
    kind: "sourceConnection",
    body: sourceBody,
    complete: sourceBody,
    path: `${flowService}/sourceConnections`,
    collection: "sourceConnections",
    prepare: async (plain) => ({ ...sourceBody, baseConnectionId: await createBase(plain) }),
    alsoOnCreate: [],
    change: {
      inputs: { name: "ACME orders renamed" },
      patch: [{ op: "replace", path: "/name", value: "ACME orders renamed" }],
    },
    otherChange: { inputs: { description: "Orders as text" } },
    drift: { edit: { name: "Renamed by hand" }, field: "name", value: "Renamed by hand" },
    replacement: {
      inputs: { params: { path: "/returns/*.csv", type: "folder", recursive: true } },
      replaces: ["params"],
      deleteBeforeReplace: false,
    },
  },
  {
    kind: "targetConnection",
    body: targetBody,
    complete: targetBody,
    path: `${flowService}/targetConnections`,
    collection: "targetConnections",
    prepare: async () => targetBody,
    alsoOnCreate: [],
    change: {
      inputs: { description: "The dataset of orders" },
      patch: [{ op: "replace", path: "/description", value: "The dataset of orders" }],
    },
    otherChange: { inputs: { name: "ACME orders in the lake" } },
    drift: { edit: { name: "Renamed by hand" }, field: "name", value: "Renamed by hand" },
    replacement: {
      inputs: { params: { dataSetId: "5ef4551c52e054191a61a9aa" } },
      replaces: ["params"],
      deleteBeforeReplace: false,
    },
  },
  {
    kind: "flow",
    body: flowBody,
    complete: { ...flowBody, sourceConnectionIds: ["source"], targetConnectionIds: ["target"] },
    path: `${flowService}/flows`,
    collection: "flows",
    prepare: async (plain) => {
      const { sourceId, targetId } = await createEnds(plain);
      return { ...flowBody, sourceConnectionIds: [sourceId], targetConnectionIds: [targetId] };
    },
    alsoOnCreate: [],
    change: {
      inputs: { scheduleParams: { frequency: "day", interval: 1 } },
      patch: [
        { op: "replace", path: "/scheduleParams/frequency", value: "day" },
        { op: "replace", path: "/scheduleParams/interval", value: 1 },
      ],
    },
    otherChange: { inputs: { name: "ACME orders renamed" } },
    addition: { options: { errorDiagnosticsEnabled: true }, policy: { dule: { marketing: "none" } } },
    drift: { edit: { description: "Changed by hand" }, field: "description", value: "Changed by hand" },
    replacement: {
      inputs: {
        flowSpec: { id: tablesToAep, version: "1.0" },
        transformations: [
          { name: "Copy", params: { deltaColumn: { name: "updated" } } },
          ...flowBody.transformations,
        ],
      },
      replaces: ["flowSpec"],
      deleteBeforeReplace: true,
    },
  },
  {
    kind: "schema",
    body: schemaBody,
    complete: schemaBody,
    path: schemaRegistry,
    collection: "schemas",
    prepare: async () => schemaBody,
    alsoOnCreate: [],
    unguarded: true,
    unique: true,
    entityIn: (body) => body,
    change: {
      inputs: { title: "ACME orders renamed" },
      patch: [{ op: "replace", path: "/title", value: "ACME orders renamed" }],
    },
    otherChange: { inputs: { title: "ACME orders by another name" } },
    addition: {
      definitions: {
        customFields: {
          type: "object",
          properties: { _emulator: { type: "object", properties: { orderId: { type: "string" } } } },
        },
      },
    },
    drift: { edit: { description: "Changed by hand" }, field: "description", value: "Changed by hand" },
    replacement: {
      inputs: { allOf: [{ $ref: "https://ns.adobe.com/xdm/context/profile" }] },
      replaces: ["allOf.0.$ref"],
      deleteBeforeReplace: true,
    },
  },
  {
    kind: "dataset",
    body: datasetBody,
    complete: datasetBody,
    path: catalog,
    collection: "dataSets",
    prepare: async (plain) => ({
      ...datasetBody,
      schemaRef: { ...datasetBody.schemaRef, id: await createSchema(plain) },
    }),
    alsoOnCreate: [],
    unguarded: true,
    readBeforeDelete: true,
    list: async (plain) => {
      const { body } = await plain.send("GET", `${catalog}?limit=100`);
      return Object.entries(body).map(([id, dataSet]) => ({ ...(dataSet as Properties), id }));
    },
    entityIn: (body) => Object.values(body)[0],
    change: {
      inputs: { tags: { unifiedProfile: ["enabled:true"], unifiedIdentity: ["enabled:true"] } },
      patch: [{ op: "add", path: "/tags/unifiedIdentity", value: ["enabled:true"] }],
    },
    addition: { fileDescription: { persisted: true, format: "parquet" } },
    otherChange: { inputs: { name: "ACME orders renamed" } },
    drift: { edit: { description: "Changed by hand" }, field: "description", value: "Changed by hand" },
    replacement: {
      inputs: { schemaRef: { ...datasetBody.schemaRef, id: "https://ns.adobe.com/acme/schemas/another" } },
      replaces: ["schemaRef"],
      deleteBeforeReplace: false,
    },
  },
  {
    kind: "mappingSet",
    body: mappingSetBody,
    complete: mappingSetBody,
    path: dataPrep,
    collection: "mappingSets",
    prepare: async (plain) => {
      // That mapping sets are not deleted is tested by itself.
      await plain.switches({ mappingSetDelete: 204 });
      const id = await createSchema(plain);
      return {
        ...mappingSetBody,
        outputSchema: { schemaRef: { ...mappingSetBody.outputSchema.schemaRef, id } },
      };
    },
    alsoOnCreate: [],
    unguarded: true,
    write: "PUT",
    entityIn: (body) => body,
    change: {
      inputs: { mappings: [{ sourceType: "ATTRIBUTE", source: "OrderId", destination: "_id" }] },
      patch: [],
    },
    otherChange: {
      inputs: { mappings: [{ sourceType: "ATTRIBUTE", source: "Number", destination: "_id" }] },
    },
    addition: { inputSchema: { orders: { orderId: "string" } } },
    drift: { edit: { name: "Renamed by hand" }, field: "name", value: "Renamed by hand" },
  },
  {
    kind: "madconnectConnection",
    body: madconnectBody,
    complete: madconnectBody,
    path: "/es/v2/connections",
    collection: "madconnectConnections",
    place: {
      recorded: {},
      other: { inputs: { accountId: subAccount }, config: { "aep:madconnectAccountId": subAccount } },
      replaces: "accountId",
    },
    // Those of the block "in place" need an etag, which MadConnect does not have: unguarded.test.ts has their like.
    leftOut: {
      otherOrganisation:
        "a connection lives in an account, and another account is a replacement, not an error",
    },
    prepare: async () => madconnectBody,
    secret: "s3://acme/a-key-for-tests/csv",
    // The answer tells no id, so that the connection is found by listing; it begins In-progress and is activated.
    alsoOnCreate: ["GET /connections?size=100&offset=0"],
    afterCreate: (id) => [
      "GET /connections?size=100&offset=0",
      `GET /connections/${id}`,
      `PUT /connections/${id}/status/activate`,
      `GET /connections/${id}`,
    ],
    make: async (plain, body) => {
      const planted = await plain.admin("POST", "madconnectConnections", { status: "active", ...body });
      return String(planted.id);
    },
    read: async (plain, id) => {
      const { body } = await plain.send("GET", `/es/v2/connections/${id}`);
      const response = body.response as Properties | undefined;
      return body.statusCode === 0 && response?.deleted === false ? response : undefined;
    },
    list: async (plain) =>
      ((await plain.admin("GET", "madconnectConnections")).items as Properties[]).filter(
        ({ deleted }) => deleted === false,
      ),
    unguarded: true,
    write: "PUT",
    sent: ({ name }) => ({
      name,
      srcConnectionConfig: { bucketURI: "***" },
      destConnectionConfig: { advertiserId: "***", audienceSource: "***" },
    }),
    change: { inputs: { name: "ACME audience renamed" }, patch: [] },
    otherChange: { inputs: { name: "ACME audience by another name" } },
    drift: { edit: { name: "Renamed by hand" }, field: "name", value: "Renamed by hand" },
    replacement: {
      inputs: { srcConfigurationId: "0123456789abcdef" },
      replaces: ["srcConfigurationId"],
      deleteBeforeReplace: true,
    },
  },
];

/** Makes one without the provider, and gives its id. */
export function createEntity(
  { make, path }: ResourceCase,
  plain: PlainClient,
  body: Properties,
): Promise<string> {
  return make === undefined ? plain.create(path, body) : make(plain, body);
}

/** All things of one kind that are there. */
export async function entitiesOf(
  { list, collection }: ResourceCase,
  plain: PlainClient,
): Promise<Properties[]> {
  if (list !== undefined) {
    return list(plain);
  }
  return (await plain.admin("GET", collection)).items as Properties[];
}

/** The case of one kind. */
export function resourceCase(kind: Kind): ResourceCase {
  const found = resourceCases.find((resource) => resource.kind === kind);
  if (found === undefined) {
    throw new Error(`There is no resource case for ${kind}.`);
  }
  return found;
}

/** The id of a thing as the service shows it. */
export function idOf({ id, $id }: Properties): unknown {
  return $id ?? id;
}
