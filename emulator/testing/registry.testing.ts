import type { Json, JsonObject } from "../core/json";
import type { RegistryKind } from "../schemaRegistry/kinds";
import { profileClass } from "./bodies.testing";
import type { Client, ClientResponse, ResponseBody } from "./client.testing";

/** The path of the Schema Registry. */
export const registryPath = "/data/foundation/schemaregistry";

/** The behaviour of data about a subject. */
export const recordBehavior = "https://ns.adobe.com/xdm/data/record";

/** The paths of the tenant's resources. */
export const registryPaths: Readonly<Record<RegistryKind, string>> = {
  schemas: `${registryPath}/tenant/schemas`,
  classes: `${registryPath}/tenant/classes`,
  fieldGroups: `${registryPath}/tenant/fieldgroups`,
  dataTypes: `${registryPath}/tenant/datatypes`,
};

/** The type of an error with a code. */
export const errorType = (code: string): string => `http://ns.adobe.com/aep/errors/${code}`;

/** Fields in the namespace of the tenant. */
export const inTenant = (properties: JsonObject): JsonObject => ({
  _emulator: { type: "object", properties },
});

/** A create body for a data type. */
export const dataTypeBody = (title: string, properties: JsonObject = { level: { type: "string" } }) => ({
  title,
  type: "object",
  properties,
});

/** Fields of the tenant in a definition, as the user interface stores them. */
export const customFields = (properties: JsonObject): JsonObject => ({
  definitions: { customFields: { type: "object", properties: inTenant(properties) } },
});

const ownPart = { $ref: "#/definitions/customFields" };

/** A create body for a field group. */
export const fieldGroupBody = (title: string, properties: JsonObject = { size: { type: "string" } }) => ({
  title,
  type: "object",
  "meta:intendedToExtend": [profileClass],
  ...customFields(properties),
  allOf: [ownPart],
});

/** A create body for a class. */
export const classBody = (
  title: string,
  properties: JsonObject = { code: { type: "string" } },
  behavior = recordBehavior,
) => ({
  title,
  type: "object",
  ...customFields(properties),
  allOf: [{ $ref: behavior }, ownPart],
});

/** A create body for a schema of a class. */
export const schemaOf = (title: string, ...parts: string[]) => ({
  title,
  type: "object",
  allOf: parts.map(($ref) => ({ $ref })),
});

/** Creates a resource, which must succeed. */
export async function createResource(client: Client, kind: RegistryKind, body: Json): Promise<ResponseBody> {
  const response = await client.post(registryPaths[kind], body);
  if (response.status !== 201) {
    throw new Error(`${kind}: ${JSON.stringify(response.body)}`);
  }
  return response.body;
}

/** The path of one resource. */
export const pathOf = (kind: RegistryKind, { "meta:altId": altId }: Pick<ResponseBody, "meta:altId">) =>
  `${registryPaths[kind]}/${altId}`;

/** Changes a resource by JSON Patch. */
export function patchResource(
  client: Client,
  kind: RegistryKind,
  resource: Pick<ResponseBody, "meta:altId">,
  ...operations: JsonObject[]
): Promise<ClientResponse> {
  return client.send("PATCH", pathOf(kind, resource), operations);
}

/** Reads a resource in a form of the Accept header. */
export async function readResource(
  client: Client,
  kind: RegistryKind,
  resource: Pick<ResponseBody, "meta:altId">,
  form = "",
): Promise<ResponseBody> {
  const accept = `application/vnd.adobe.xed${form}+json; version=1`;
  return (await client.getSchema(pathOf(kind, resource), accept)).body;
}

/** The reason in an error whose title says nothing. */
export const reasonOf = ({ report }: ResponseBody): string =>
  String((report.additionalDetails as { errorReason: string }[] | undefined)?.[0]?.errorReason);

/** Reads the titles of a list. */
export async function titlesOf(client: Client, path: string): Promise<unknown[]> {
  const response = await client.getSchema(path, "application/vnd.adobe.xed-id+json");
  return response.body.results.map(({ title }) => title);
}
