import { randomBytes } from "node:crypto";
import { userOf } from "../core/audit";
import type { Emulator } from "../core/emulator";
import { isJsonObject, type JsonObject, objectAt, stringAt } from "../core/json";
import type { Sandbox } from "../core/options";
import type { Stored } from "../core/store";
import {
  changedFields,
  optionalObject,
  optionalText,
  refuseUnknownFields,
  requiredText,
} from "../http/requestBody";
import { ProblemError } from "../schemaRegistry/errors";
import { registryResource } from "../schemaRegistry/resources/resources";
import { globalNamespace } from "../schemaRegistry/standard/standardResource";
import { mappingProblems, storedMapping } from "./mappings";

/** The path of Data Prep. */
export const dataPrepPath = "/data/foundation/conversion";

/** The name of the collection. */
export const mappingSetsName = "mappingSets";

/** The name of the collection of earlier versions. */
export const versionsName = "mappingSetVersions";

const fields = [
  "id",
  "version",
  "name",
  "status",
  "mappings",
  "inputSchema",
  "outputSchema",
  "schemaRef",
  "xdmSchema",
  "xdmVersion",
  "strictMapping",
  "allowNullValues",
];

const readOnlyFields = ["createdDate", "modifiedDate", "createdBy", "modifiedBy", "supportVersion"];

/** A mapping set's reference to a schema. */
interface SchemaReference {
  id: string;
  contentType: string;
}

/** Creates a mapping set. */
export function addMappingSet(emulator: Emulator, sandbox: Sandbox, body: JsonObject): Stored {
  const { store, clock, settings } = emulator;
  if (body.id !== undefined && body.id !== null) {
    throw new ProblemError(400, "The id of a mapping set is set by the service");
  }
  const own = readMappingSet(emulator, body, sandbox);
  const id = randomBytes(16).toString("hex");
  const now = clock.now();
  const user = userOf(settings.clientId);
  const entity: JsonObject = {
    id,
    version: 0,
    createdDate: now,
    modifiedDate: now,
    createdBy: user,
    modifiedBy: user,
    ...own,
  };
  return store.add(mappingSetsName, sandbox.name, id, entity, { createdAt: now });
}

/** Checks a replacement and stores it as the next version. */
export function replaceMappingSet(
  emulator: Emulator,
  sandbox: Sandbox,
  stored: Stored,
  body: JsonObject,
): void {
  if (body.id !== undefined && body.id !== stored.id) {
    throw new ProblemError(400, `The body has the id of mapping set ${String(body.id)}`);
  }
  changeMappingSet(emulator, stored, readMappingSet(emulator, body, sandbox, stored));
}

/** Stores a changed mapping set as its next version, and keeps the previous one. */
export function changeMappingSet(
  { store, clock, settings }: Emulator,
  stored: Stored,
  own: JsonObject,
  user = userOf(settings.clientId),
): void {
  const { id, entity, sandbox, hidden } = stored;
  const version = Number(entity.version);
  store.add(versionsName, sandbox, `${id}/${version}`, entity, hidden);
  const { createdDate = null, createdBy = null } = entity;
  store.change(stored, {
    ...own,
    id,
    version: version + 1,
    createdDate,
    modifiedDate: clock.now(),
    createdBy,
    modifiedBy: user,
  });
}

/** Removes a mapping set with all its versions. */
export function removeMappingSet({ store }: Emulator, stored: Stored): void {
  for (let version = 0; version < Number(stored.entity.version); version += 1) {
    const earlier = store.find(versionsName, `${stored.id}/${version}`);
    if (earlier !== undefined) {
      store.remove(earlier);
    }
  }
  store.remove(stored);
}

/** One version of a mapping set. */
export function mappingSetVersion(
  { store }: Emulator,
  stored: Stored,
  version: number,
): JsonObject | undefined {
  return version === stored.entity.version
    ? stored.entity
    : store.find(versionsName, `${stored.id}/${version}`)?.entity;
}

/** Checks a body, new or legacy, and returns it as it is stored and read. */
function readMappingSet(emulator: Emulator, body: JsonObject, sandbox: Sandbox, before?: Stored): JsonObject {
  const { switches } = emulator;
  const changedReadOnly = changedFields(body, readOnlyFields, before?.entity);
  if (changedReadOnly.length > 0) {
    throw new ProblemError(400, `Fields set by the service: ${changedReadOnly.join(", ")}`);
  }
  refuseUnknownFields(body, [...fields, ...readOnlyFields], switches);
  const name = optionalText(body, "name");
  const { version, strictMapping = false, allowNullValues, status = "PUBLISHED" } = body;
  if (version !== undefined && !Number.isInteger(version)) {
    throw new ProblemError(400, "Field version must be an integer");
  }
  if (status !== "DRAFT" && status !== "PUBLISHED") {
    throw new ProblemError(400, "Field status is DRAFT or PUBLISHED");
  }
  for (const flag of [strictMapping, allowNullValues]) {
    if (flag !== undefined && typeof flag !== "boolean") {
      throw new ProblemError(400, "strictMapping and allowNullValues are booleans");
    }
  }
  const inputSchema = optionalObject(body, "inputSchema");
  const schemaRef = readSchemaReference(emulator, body, sandbox);
  const problems = mappingsOf(body).flatMap((mapping) => mappingProblems(mapping, switches));
  if (problems.length > 0) {
    throw new ProblemError(400, problems.join("; "));
  }
  return {
    ...(name === undefined ? {} : { name }),
    status,
    strictMapping,
    ...(allowNullValues === undefined ? {} : { allowNullValues }),
    xdmVersion: "1.0",
    schemaRef: { ...schemaRef },
    xdmSchema: schemaRef.id,
    supportVersion: "1.1",
    ...(inputSchema === undefined ? {} : { inputSchema }),
    outputSchema: { id: randomBytes(16).toString("hex"), version: 0, schemaRef: { ...schemaRef } },
    mappings: mappingsOf(body).map((mapping) => storedMapping(mapping, switches)),
  };
}

/** The mappings of a body. */
export function mappingsOf({ mappings }: JsonObject): JsonObject[] {
  if (!Array.isArray(mappings) || !mappings.every(isJsonObject)) {
    throw new ProblemError(400, "Field mappings must be an array of objects");
  }
  return mappings;
}

function readSchemaReference(emulator: Emulator, body: JsonObject, sandbox: Sandbox): SchemaReference {
  const outputSchema = optionalObject(body, "outputSchema");
  const newer = optionalObject(outputSchema ?? {}, "schemaRef") ?? optionalObject(body, "schemaRef");
  const legacy = optionalText(body, "xdmSchema");
  if (newer === undefined && legacy === undefined) {
    throw new ProblemError(400, "Field outputSchema.schemaRef is missing");
  }
  const reference =
    newer === undefined
      ? { id: legacy ?? "", contentType: "application/vnd.adobe.xed-full+json;version=1" }
      : { id: requiredText(newer, "id"), contentType: requiredText(newer, "contentType") };
  if (legacy !== undefined && legacy !== reference.id) {
    throw new ProblemError(400, "xdmSchema and outputSchema have different schemas");
  }
  const exists =
    reference.id.startsWith(globalNamespace) ||
    registryResource(emulator, "schemas", sandbox.name, reference.id) !== undefined;
  if (!exists && emulator.switches.mappingSchemaExistence === "refuse") {
    throw new ProblemError(400, `There is no schema ${reference.id}`);
  }
  return reference;
}

/** The schema that a mapping set writes to. */
export function outputSchemaId(mappingSet: JsonObject): string | undefined {
  return stringAt(objectAt(objectAt(mappingSet, "outputSchema"), "schemaRef"), "id");
}
