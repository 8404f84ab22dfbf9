import { randomBytes } from "node:crypto";
import { userOf } from "../core/audit";
import type { Emulator } from "../core/emulator";
import { equal, isJsonObject, type Json, type JsonObject, objectAt, stringAt, stringsAt } from "../core/json";
import type { Sandbox } from "../core/options";
import type { Stored } from "../core/store";
import type { Switches } from "../core/switches";
import { mergePatch } from "../http/jsonPatch";
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
import { checkProfileTags, type ProfileGap, withEnabledAt, withGap } from "./profileTags";
import { isTimeSeries, readExtensions } from "./rowExpiration";
import { checkFormatTag, withServerMembers } from "./serverMembers";

/** The path of Catalog. */
export const catalogPath = "/data/foundation/catalog";

/** The name of the collection. */
export const dataSetsName = "dataSets";

/** Fields that clients set. */
const fields: readonly string[] = [
  "name",
  "description",
  "schemaRef",
  "tags",
  "fileDescription",
  "enableErrorDiagnostics",
  "unifiedTags",
  "systemLabels",
];

/** Fields that only the service sets. */
const readOnlyFields: readonly string[] = [
  "imsOrg",
  "sandboxId",
  "created",
  "updated",
  "createdClient",
  "createdUser",
  "updatedUser",
  "version",
  "viewId",
  "files",
  "basePath",
  "state",
  "lastBatchId",
  "lastBatchStatus",
  "classification",
  "extensions",
];

const contentType = /^application\/vnd\.adobe\.(xed|xdm)(-full)?(-notext)?\+json;\s*version=\d+(\.\d+)?$/;

/** How a client writes a dataset: the newer PATCH merges objects and also changes members that others do not. */
export type Way = "fields" | "merge";

/** The id in the format of Catalog's responses to writes. */
export function dataSetReference(id: string): string[] {
  return [`@/${dataSetsName}/${id}`];
}

/** Creates a dataset. */
export function addDataSet(emulator: Emulator, sandbox: Sandbox, body: JsonObject): Stored {
  const { store, clock, settings, switches } = emulator;
  const own = readDataSet(emulator, body, sandbox, "fields");
  checkProfileTags(emulator, sandbox, {}, own);
  const extensions = extensionsOf(emulator, sandbox, body, {});
  const id = randomBytes(12).toString("hex");
  const viewId = randomBytes(12).toString("hex");
  const now = clock.now();
  const user = userOf(settings.clientId);
  const entity: JsonObject = {
    fileDescription: { persisted: true, containerFormat: "parquet", format: "parquet" },
    ...own,
    imsOrg: settings.organisation,
    sandboxId: sandbox.id,
    created: now,
    updated: now,
    createdClient: settings.clientId,
    createdUser: user,
    updatedUser: user,
    version: "1.0.0",
    viewId,
    files: `@/${dataSetsName}/${id}/views/${viewId}/files`,
    basePath: `adl://emulator.azuredatalakestore.net/${sandbox.name}/${id}`,
    state: "DRAFT",
    tags: { "adobe/pqs/table": [tableName(String(own.name))], ...objectAt(own, "tags") },
  };
  const withMembers =
    switches.dataSetServerMembers === "all"
      ? withServerMembers(entity, isTimeSeries(emulator, sandbox, schemaIdOf(body)) === true)
      : entity;
  const complete = withEnabledAt({}, withMembers, now, switches);
  const extended =
    extensions === undefined
      ? complete
      : { ...complete, extensions: mergePatch(objectAt(complete, "extensions"), extensions) };
  return store.add(dataSetsName, sandbox.name, id, extended, { createdAt: now });
}

/** Stores a changed dataset as its next version. */
export function changeDataSet(
  { store, clock, settings }: Emulator,
  stored: Stored,
  entity: JsonObject,
  user = userOf(settings.clientId),
): void {
  const [major = "1", minor = "0", patch = "0"] = String(stored.entity.version).split(".");
  const now = clock.now();
  const changed = {
    ...entity,
    updated: now,
    updatedUser: user,
    version: `${major}.${minor}.${Number(patch) + 1}`,
  };
  const gaps = withGap(profileGapsOf(stored), stored.entity, changed, now);
  store.change(stored, changed, gaps.length === 0 ? stored.hidden : { ...stored.hidden, profileGaps: gaps });
}

/** The times in which a dataset that was enabled for the profile was not. */
export function profileGapsOf({ hidden }: Stored): ProfileGap[] {
  // Only changeDataSet writes them.
  return (hidden.profileGaps ?? []) as ProfileGap[];
}

/** Checks a client's change of a dataset, and stores it. */
export function updateDataSet(
  emulator: Emulator,
  sandbox: Sandbox,
  stored: Stored,
  after: JsonObject,
  way: Way = "fields",
): void {
  const own = readDataSet(emulator, after, sandbox, way, stored);
  checkFormatTag(emulator.switches, stored.entity, own);
  checkProfileTags(emulator, sandbox, stored.entity, own);
  if (!equal(stored.entity.schemaRef, own.schemaRef) && emulator.switches.dataSetSchemaChange === "refuse") {
    throw new ProblemError(400, "The schemaRef of a dataset cannot be changed");
  }
  const kept = Object.entries(stored.entity).filter(([name]) => readOnlyFields.includes(name));
  const extensions = extensionsOf(emulator, sandbox, after, stored.entity);
  const changed = {
    ...Object.fromEntries(kept),
    ...own,
    ...(after.classification === undefined ? {} : { classification: after.classification }),
    ...(extensions === undefined ? {} : { extensions }),
  };
  changeDataSet(
    emulator,
    stored,
    withEnabledAt(stored.entity, changed, emulator.clock.now(), emulator.switches),
  );
}

/** A copy in which the given members replace those of the same name, and null removes a member. */
export function shallowPatch(entity: JsonObject, patch: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries({ ...entity, ...patch }).filter(([, value]) => value !== null));
}

/** Checks a dataset and returns the client's part of it; fields set by the service may be sent unchanged. */
function readDataSet(
  emulator: Emulator,
  body: JsonObject,
  sandbox: Sandbox,
  way: Way,
  before?: Stored,
): JsonObject {
  const { switches } = emulator;
  const writable = writableMembers(way, switches);
  const readOnly = readOnlyFields.filter((name) => !writable.includes(name));
  const changedReadOnly = changedFields(body, readOnly, before?.entity);
  if (changedReadOnly.length > 0) {
    throw new ProblemError(400, `Fields set by the service: ${changedReadOnly.join(", ")}`);
  }
  refuseUnknownFields(body, [...fields, ...readOnlyFields], switches);
  requiredText(body, "name");
  optionalText(body, "description");
  optionalObject(body, "fileDescription");
  const { enableErrorDiagnostics } = body;
  if (enableErrorDiagnostics !== undefined && typeof enableErrorDiagnostics !== "boolean") {
    throw new ProblemError(400, "Field enableErrorDiagnostics must be a boolean");
  }
  checkClassification(optionalObject(body, "classification"));
  checkTags(optionalObject(body, "tags") ?? {});
  checkSchemaReference(emulator, body.schemaRef, sandbox, before);
  return Object.fromEntries(Object.entries(body).filter(([name]) => !readOnlyFields.includes(name)));
}

/** Members of the service that a client may still change. */
function writableMembers(way: Way, { rowExpirationWrites }: Switches): readonly string[] {
  if (way === "merge") {
    return ["extensions", "classification"];
  }
  return rowExpirationWrites === "everywhere" ? ["extensions"] : [];
}

function extensionsOf(
  emulator: Emulator,
  sandbox: Sandbox,
  after: JsonObject,
  before: JsonObject,
): JsonObject | undefined {
  return after.extensions === undefined
    ? undefined
    : readExtensions(
        emulator,
        after.extensions,
        objectAt(before, "extensions"),
        isTimeSeries(emulator, sandbox, schemaIdOf(after)),
      );
}

function schemaIdOf(dataSet: JsonObject): string {
  return stringAt(objectAt(dataSet, "schemaRef"), "id") ?? "";
}

function checkClassification(classification: JsonObject | undefined): void {
  if (classification !== undefined) {
    requiredText(classification, "dataBehavior");
    if (classification.managedBy !== "CUSTOMER" && classification.managedBy !== "SYSTEM") {
      throw new ProblemError(400, "Field classification.managedBy must be CUSTOMER or SYSTEM");
    }
  }
}

function checkTags(tags: JsonObject): void {
  for (const [name, values] of Object.entries(tags)) {
    if (!Array.isArray(values) || stringsAt(tags, name).length !== values.length) {
      throw new ProblemError(400, `Tag ${name} must be an array of strings`);
    }
  }
}

function checkSchemaReference(
  emulator: Emulator,
  reference: Json | undefined,
  sandbox: Sandbox,
  before: Stored | undefined,
): void {
  if (!isJsonObject(reference)) {
    throw new ProblemError(400, "Field schemaRef must be an object");
  }
  const id = requiredText(reference, "id");
  const type = requiredText(reference, "contentType");
  if (!contentType.test(type)) {
    throw new ProblemError(400, `schemaRef.contentType ${type} is not the media type of a schema`);
  }
  // A schema that was deleted meanwhile does not prevent a change of other fields.
  if (before !== undefined && equal(before.entity.schemaRef, reference)) {
    return;
  }
  const exists =
    id.startsWith(globalNamespace) || registryResource(emulator, "schemas", sandbox.name, id) !== undefined;
  if (!exists && emulator.switches.dataSetSchemaExistence === "refuse") {
    throw new ProblemError(400, `There is no schema ${id}`);
  }
}

function tableName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_");
}
