import type { JsonObject } from "../../emulator/core/json";
import {
  connectionBody,
  dataSetBody,
  flowBody,
  mappingSetBody,
  mergePolicyBody,
  namespaceBody,
  schemaBody,
  sourceBody,
  targetBody,
} from "../../emulator/testing/bodies.testing";
import { type Client, paths } from "../../emulator/testing/client.testing";
import { classBody, dataTypeBody, fieldGroupBody, schemaOf } from "../../emulator/testing/registry.testing";
import { createStream, sendMessage, xdmMessage } from "../../emulator/testing/streaming.testing";

/** What the emulator answered to an operation of a service's OpenAPI file. */
export interface Exchange {
  service: string;
  /** As in the file, such as `GET /flows/{FLOW_ID}`. */
  operation: string;
  status: number;
  body: unknown;
}

type Call = <Response extends { status: number; body: unknown }>(
  operation: string,
  response: Response,
) => Response;

/** Calls every operation that the emulator serves. */
export async function callEveryOperation(client: Client): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  const record =
    (service: string): Call =>
    (operation, response) => {
      exchanges.push({ service, operation, status: response.status, body: response.body });
      return response;
    };
  await sandboxes(client, record("sandbox"));
  await namespaces(client, record("identity-service"));
  await mergePolicies(client, record("profile"));
  await schemas(client, record("schema-registry"));
  await registryKinds(client, record("schema-registry"));
  await dataSets(client, record("catalog"));
  await mappingSets(client, record("data-prep"));
  await specs(client, record("flow-service"));
  await flows(client, record("flow-service"));
  await drafts(client, record("flow-service"));
  await inlets(client, record("streaming-ingestion"));
  return exchanges;
}

async function sandboxes(client: Client, call: Call): Promise<void> {
  call("GET /sandbox-management/", await client.get("/data/foundation/sandbox-management/"));
}

async function namespaces(client: Client, call: Call): Promise<void> {
  const { id } = call(
    "POST /idnamespace/identities",
    await client.post(paths.namespaces, namespaceBody()),
  ).body;
  const path = `${paths.namespaces}/${id}`;
  call("GET /idnamespace/identities", await client.get(paths.namespaces));
  call("GET /idnamespace/identities/{ID}", await client.get(path));
  call("PUT /idnamespace/identities/{ID}", await client.send("PUT", path, namespaceBody()));
}

async function mergePolicies(client: Client, call: Call): Promise<void> {
  const path = "/ups/config/mergePolicies";
  const { id } = call(`POST ${path}`, await client.post(paths.mergePolicies, mergePolicyBody())).body;
  const one = `${paths.mergePolicies}/${id}`;
  // The guide's _page lacks what the file requires.
  await client.post("/_emulator/switches", { mergePolicyPage: "spec" });
  call(`GET ${path}`, await client.get(paths.mergePolicies));
  await client.post("/_emulator/switches", { mergePolicyPage: "guide" });
  call(`GET ${path}/{mergePolicyId}`, await client.get(one));
  call(`POST ${path}/bulk-get`, await client.post(`${paths.mergePolicies}/bulk-get`, { ids: [{ id }] }));
  call(`PUT ${path}/{mergePolicyId}`, await client.send("PUT", one, mergePolicyBody({ name: "Other" })));
  const rename = { op: "add", path: "/name", value: "ACME" };
  call(`PATCH ${path}/{mergePolicyId}`, await client.send("PATCH", one, [rename]));
  call(`DELETE ${path}/{mergePolicyId}`, await client.delete(one));
}

const registry = "/data/foundation/schemaregistry";

async function newSchema(client: Client, title: string): Promise<string> {
  return (await client.post(paths.schemas, { ...schemaBody, title })).body.$id;
}

async function schemas(client: Client, call: Call): Promise<void> {
  const created = call("POST /tenant/schemas", await client.post(paths.schemas, schemaBody)).body;
  const path = `${paths.schemas}/${encodeURIComponent(created.$id)}`;
  const xed = "application/vnd.adobe.xed-id+json";
  call("GET /{CONTAINER_ID}/schemas", await client.getSchema(paths.schemas, xed));
  call("GET /{CONTAINER_ID}/schemas/{SCHEMA_ID}", await client.getSchema(path));
  call(
    "PATCH /tenant/schemas/{SCHEMA_ID}",
    await client.send("PATCH", path, [{ op: "replace", path: "/title", value: "ACME" }]),
  );
  call("PUT /tenant/schemas/{SCHEMA_ID}", await client.send("PUT", path, schemaBody));
  const descriptor = {
    "@type": "xdm:descriptorIdentity",
    "xdm:sourceSchema": created.$id,
    "xdm:sourceVersion": 1,
    "xdm:sourceProperty": "/_id",
    "xdm:namespace": "CRMID",
    "xdm:property": "xdm:code",
    "xdm:isPrimary": false,
  };
  const { body } = call("POST /tenant/descriptors", await client.post(paths.descriptors, descriptor));
  const descriptorPath = `${paths.descriptors}/${body["@id"]}`;
  call(
    "GET /{CONTAINER_ID}/descriptors",
    await client.getSchema(paths.descriptors, "application/vnd.adobe.xdm-v2+json"),
  );
  call(
    "GET /{CONTAINER_ID}/descriptors/{DESCRIPTOR_ID}",
    await client.getSchema(descriptorPath, "application/vnd.adobe.xdm+json"),
  );
  call(
    "PUT /tenant/descriptors/{DESCRIPTOR_ID}",
    await client.send("PUT", descriptorPath, { ...descriptor, "xdm:isPrimary": false }),
  );
  call("DELETE /tenant/descriptors/{DESCRIPTOR_ID}", await client.delete(descriptorPath));
  call("GET /stats", await client.get(`${registry}/stats`));
  call("DELETE /tenant/schemas/{SCHEMA_ID}", await client.delete(path));
}

/** The resources of a kind, whose paths have one name for the list and one for the id. */
async function registryResources(
  client: Client,
  call: Call,
  name: string,
  id: string,
  body: JsonObject,
): Promise<void> {
  const path = `${registry}/tenant/${name}`;
  const created = call(`POST /tenant/${name}`, await client.post(path, body)).body;
  const one = `${path}/${created["meta:altId"]}`;
  const xed = "application/vnd.adobe.xed+json";
  call(`GET /{CONTAINER_ID}/${name}`, await client.getSchema(path, xed));
  call(`GET /{CONTAINER_ID}/${name}/{${id}}`, await client.getSchema(one));
  const title = { op: "replace", path: "/title", value: `${created.title} renamed` };
  call(`PATCH /tenant/${name}/{${id}}`, await client.send("PATCH", one, [title]));
  call(`PUT /tenant/${name}/{${id}}`, await client.send("PUT", one, body));
  call(`DELETE /tenant/${name}/{${id}}`, await client.delete(one));
}

async function registryKinds(client: Client, call: Call): Promise<void> {
  await registryResources(client, call, "fieldgroups", "FIELD_GROUP_ID", fieldGroupBody("ACME group"));
  await registryResources(client, call, "mixins", "MIXIN_ID", fieldGroupBody("ACME mixin"));
  await registryResources(client, call, "classes", "CLASS_ID", classBody("ACME class"));
  await registryResources(client, call, "datatypes", "DATA_TYPE_ID", dataTypeBody("ACME type"));
  const ids = "application/vnd.adobe.xed-id+json";
  call("GET /global/behaviors", await client.getSchema(`${registry}/global/behaviors`, ids));
  const record = `${registry}/global/behaviors/_xdm.data.record`;
  call("GET /global/behaviors/{BEHAVIOR_ID}", await client.getSchema(record));
  const event = "https://ns.adobe.com/xdm/context/experienceevent";
  const schema = (await client.post(paths.schemas, schemaOf("ACME events", event))).body;
  await client.send("PATCH", `${paths.schemas}/${schema["meta:altId"]}`, [
    { op: "add", path: "/meta:immutableTags", value: ["union"] },
  ]);
  const union = `${registry}/tenant/unions/${encodeURIComponent(`${event}__union`)}`;
  call("GET /tenant/unions", await client.getSchema(`${registry}/tenant/unions`, ids));
  call("GET /tenant/unions/{UNION_ID}", await client.getSchema(union));
}

async function dataSets(client: Client, call: Call): Promise<void> {
  const schemaId = await newSchema(client, "Of a dataset");
  const created = call("POST /dataSets", await client.post(paths.dataSets, dataSetBody(schemaId)));
  const path = `${paths.dataSets}/${created.headers.get("location")?.split("/").at(-1) ?? ""}`;
  call("GET /dataSets", await client.get(paths.dataSets));
  call("GET /dataSets/{DATASET_ID}", await client.get(path));
  call("PATCH /dataSets/{DATASET_ID}", await client.send("PATCH", path, { description: "ACME" }));
  call("PUT /dataSets/{DATASET_ID}", await client.send("PUT", path, dataSetBody(schemaId)));
  call(
    "PATCH /v2/dataSets/{DATASET_ID}",
    await client.send("PATCH", path.replace("catalog/", "catalog/v2/"), { description: "ACME" }),
  );
  call("DELETE /dataSets/{DATASET_ID}", await client.delete(path));
}

async function mappingSets(client: Client, call: Call): Promise<void> {
  const set = mappingSetBody(await newSchema(client, "Of mappings"));
  const created = call("POST /mappingSets", await client.post(paths.mappingSets, set)).body;
  const path = `${paths.mappingSets}/${created.id}`;
  call("GET /mappingSets", await client.get(`${paths.mappingSets}?limit=10&start=0`));
  call("GET /mappingSets/{MAPPING_SET_ID}", await client.get(path));
  const mappings: unknown = call(
    "GET /mappingSets/{MAPPING_SET_ID}/mappings",
    await client.get(`${path}/mappings`),
  ).body;
  const [mapping] = mappings as { id: string }[];
  call(
    "GET /mappingSets/{MAPPING_SET_ID}/mappings/{MAPPING_ID}",
    await client.get(`${path}/mappings/${String(mapping?.id)}`),
  );
  call("PUT /mappingSets/{MAPPING_SET_ID}", await client.send("PUT", path, set));
  call("POST /mappingSets/validate", await client.post(`${paths.mappingSets}/validate`, set));
  const preview = { data: { id: "1" }, mappingSet: set };
  call("POST /mappingSets/preview", await client.post(`${paths.mappingSets}/preview`, preview));
}

const specId = "4c10e202-c428-4796-9208-5f1f5732b1cf";
const service = "/data/foundation/flowservice";

async function specs(client: Client, call: Call): Promise<void> {
  call("GET /connectionSpecs", await client.get(`${service}/connectionSpecs`));
  call("GET /connectionSpecs/{CONNECTION_SPEC_ID}", await client.get(`${service}/connectionSpecs/${specId}`));
  const landingZone = `${service}/connectionSpecs/26f526f2-58f4-4712-961d-e41bf1ccc0e8`;
  call(
    "GET /connectionSpecs/{CONNECTION_SPEC_ID}/explore",
    await client.get(`${landingZone}/explore?objectType=root`),
  );
  call("GET /connectionSpecs/{CONNECTION_SPEC_ID}/configs", await client.get(`${landingZone}/configs`));
  const flowSpec = "9753525b-82c7-4dce-8a9b-5ccfce2b9876";
  call("GET /flowSpecs", await client.get(`${service}/flowSpecs`));
  call("GET /flowSpecs/{FLOW_SPEC_ID}", await client.get(`${service}/flowSpecs/${flowSpec}`));
  call("POST /flowSpecs/search", await client.post(`${service}/flowSpecs/search`, { limit: 2 }));
}

async function flows(client: Client, call: Call): Promise<void> {
  const rename = [{ op: "replace", path: "/name", value: "ACME" }];
  const created = new Map<string, string>();
  const create = async (collection: string, body: Parameters<Client["post"]>[1]): Promise<string> => {
    const { id } = call(`POST /${collection}`, await client.post(`${service}/${collection}`, body)).body;
    created.set(collection, id);
    return id;
  };
  const source = await create("sourceConnections", sourceBody(await create("connections", connectionBody)));
  const flow = flowBody(source, await create("targetConnections", targetBody));
  await create("flows", flow);
  await runs(client, call, flow);
  const connection = `${paths.connections}/${created.get("connections") ?? ""}`;
  for (const collection of ["connections", "flows"]) {
    call(`POST /${collection}/search`, await client.post(`${service}/${collection}/search`, { limit: 2 }));
  }
  const ofConnection = "GET /connections/{BASE_CONNECTION_ID}";
  call(`${ofConnection}/test`, await client.get(`${connection}/test`));
  call(`${ofConnection}/explore`, await client.get(`${connection}/explore?objectType=root`));
  call(`${ofConnection}/configs`, await client.get(`${connection}/configs`));
  const members = [
    ["flows", "{FLOW_ID}"],
    ["targetConnections", "{TARGET_CONNECTION_ID}"],
    ["sourceConnections", "{SOURCE_CONNECTION_ID}"],
    ["connections", "{BASE_CONNECTION_ID}"],
  ] as const;
  for (const [collection, member] of members) {
    const path = `${service}/${collection}/${created.get(collection) ?? ""}`;
    const template = `/${collection}/${member}${collection === "connections" ? "/" : ""}`;
    call(`GET /${collection}`, await client.get(`${service}/${collection}`));
    call(`GET /${collection}/${member}`, await client.get(path));
    call(`PATCH ${template}`, await client.patch(path, rename));
    if (collection === "flows") {
      call("POST /flows/{FLOW_ID}/action", await client.post(`${path}/action?op=disable`));
    }
    call(`DELETE ${template}`, await client.delete(path));
  }
}

// Only a flow of frequency once can be run on demand.
async function runs(client: Client, call: Call, body: JsonObject): Promise<void> {
  const { startTime = "" } = body.scheduleParams as JsonObject;
  const scheduleParams = { startTime, frequency: "once" };
  const flow = await client.post(paths.flows, { ...body, name: "ACME once", scheduleParams });
  const flowId = flow.body.id;
  const times = { startTime: "1", windowStartTime: "1", windowEndTime: "2" };
  const { id } = call("POST /runs", await client.post(paths.runs, { flowId, params: times })).body;
  call("GET /runs", await client.get(`${paths.runs}?property=flowId==${flowId}`));
  call("GET /runs/{RUN_ID}", await client.get(`${paths.runs}/${id}`));
  call("POST /runs/{RUN_ID}/action", await client.post(`${paths.runs}/${id}/action?op=re-trigger`));
  await client.delete(`${paths.flows}/${flowId}`);
}

/** Publishes the connections of a flow, each as a draft first. */
async function drafts(client: Client, call: Call): Promise<void> {
  const draft = async (path: string, body: JsonObject): Promise<string> =>
    (await client.post(`${path}?mode=draft`, body)).body.id;
  const connection = await draft(paths.connections, connectionBody);
  const created = [
    ["connections/{BASE_CONNECTION_ID}", paths.connections, connection],
    [
      "sourceConnections/{SOURCE_CONNECTION_ID}",
      paths.sources,
      await draft(paths.sources, sourceBody(connection)),
    ],
    ["targetConnections/{TARGET_CONNECTION_ID}", paths.targets, await draft(paths.targets, targetBody)],
  ] as const;
  for (const [template, path, id] of created) {
    call(`POST /${template}/action`, await client.post(`${path}/${id}/action?op=publish`));
  }
}

async function inlets(client: Client, call: Call): Promise<void> {
  const stream = await createStream(client);
  const message = xdmMessage(stream);
  const batch = stream.inletUrl.replace("/collection/", "/collection/batch/");
  call("POST /collection/{CONNECTION_ID}", await sendMessage(stream.inletUrl, message));
  call("POST /collection/batch/{CONNECTION_ID}", await sendMessage(batch, { messages: [message] }));
}
