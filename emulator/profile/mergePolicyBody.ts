import type { Emulator } from "../core/emulator";
import { isJsonObject, type Json, type JsonObject, objectAt, stringsAt } from "../core/json";
import type { Sandbox } from "../core/options";
import type { Stored } from "../core/store";
import { optionalText, refuseUnknownFields, requiredText } from "../http/requestBody";
import { ProblemError } from "../schemaRegistry/errors";
import { registryResource } from "../schemaRegistry/resources/resources";
import { standardResource } from "../schemaRegistry/standard/standardResources";

const fields: readonly string[] = [
  "name",
  "schema",
  "identityGraph",
  "attributeMerge",
  "default",
  "isActiveOnEdge",
];

/** Fields that only the service sets; the guide's sample of PUT sends them. */
const readOnlyFields: readonly string[] = ["id", "imsOrgId", "sandbox", "version", "updateEpoch"];

const identityGraphs: readonly string[] = ["none", "pdg"];

const attributeMerges: readonly string[] = ["timestampOrdered", "dataSetPrecedence"];

/** Members with true or false; a new policy without them is neither. */
const flags = ["default", "isActiveOnEdge"] as const;

/**
 * Checks a merge policy and returns the client's part of it.
 *
 * @param before - the policy before the change; undefined for a new one.
 */
export function readMergePolicy(
  emulator: Emulator,
  sandbox: Sandbox,
  body: JsonObject,
  before: Stored | undefined,
): JsonObject {
  const { switches } = emulator;
  refuseUnknownFields(body, before === undefined ? fields : [...fields, ...readOnlyFields], switches);
  if (before !== undefined) {
    checkReadOnly(emulator, body, before);
  }
  const name = optionalText(body, "name");
  checkName(emulator, sandbox, name, before);
  return {
    ...(name === undefined ? {} : { name }),
    schema: readSchema(emulator, sandbox, member(body, "schema")),
    identityGraph: readChoice(member(body, "identityGraph"), "identityGraph", identityGraphs),
    attributeMerge: readAttributeMerge(emulator, sandbox, member(body, "attributeMerge")),
    ...Object.fromEntries(
      flags.map((flag) => [flag, readFlag(body, flag, formerFlag(emulator, flag, before))]),
    ),
  };
}

function formerFlag(
  { switches }: Emulator,
  flag: (typeof flags)[number],
  before: Stored | undefined,
): boolean {
  return switches.mergePolicyOmittedFlags === "keep" && before?.entity[flag] === true;
}

function readFlag(body: JsonObject, name: string, omitted: boolean): boolean {
  const value = body[name] ?? omitted;
  if (typeof value !== "boolean") {
    throw new ProblemError(400, `Field ${name} must be a boolean`);
  }
  return value;
}

function checkReadOnly({ switches }: Emulator, body: JsonObject, { entity }: Stored): void {
  if (body.id !== undefined && body.id !== entity.id) {
    throw new ProblemError(400, `The body has the id of merge policy ${String(body.id)}`);
  }
  const isStale = body.version !== undefined && body.version !== entity.version;
  if (isStale && switches.mergePolicyStaleVersion === "refuse") {
    throw new ProblemError(400, `The version is ${String(entity.version)}, not ${String(body.version)}`);
  }
}

function checkName(
  { store, switches }: Emulator,
  sandbox: Sandbox,
  name: string | undefined,
  before: Stored | undefined,
): void {
  const taken = [...store.list("mergePolicies", sandbox.name)].some(
    (other) => other !== before && other.entity.name === name,
  );
  if (name !== undefined && taken && switches.duplicateMergePolicyName === "refuse") {
    throw new ProblemError(400, `There is already a merge policy with the name ${name}`);
  }
}

function member(body: JsonObject, name: string): JsonObject {
  const value: Json | undefined = body[name];
  if (!isJsonObject(value)) {
    throw new ProblemError(400, `Field ${name} must be an object`);
  }
  return value;
}

function readChoice(value: JsonObject, name: string, choices: readonly string[]): JsonObject {
  const type = requiredText(value, "type");
  if (!choices.includes(type)) {
    throw new ProblemError(400, `Field ${name}.type is one of ${choices.join(", ")}, not ${type}`);
  }
  return { type };
}

function readSchema(emulator: Emulator, sandbox: Sandbox, schema: JsonObject): JsonObject {
  const { switches } = emulator;
  refuseUnknownFields(schema, ["name"], switches);
  const name = requiredText(schema, "name");
  const exists =
    name.startsWith("_") &&
    (standardResource(name)?.kind === "classes" ||
      registryResource(emulator, "classes", sandbox.name, name) !== undefined ||
      isUnknownStandard(emulator, name));
  if (!exists && switches.mergePolicyClassExistence === "refuse") {
    throw new ProblemError(400, `Field schema.name must be the meta:altId of a class, not ${name}`);
  }
  return { name };
}

// The emulator has few of the standard classes.
function isUnknownStandard({ switches }: Emulator, altId: string): boolean {
  return (
    switches.unknownStandardResources === "accept" &&
    /^_(xdm|experience)\./.test(altId) &&
    standardResource(altId) === undefined
  );
}

function readAttributeMerge(emulator: Emulator, sandbox: Sandbox, merge: JsonObject): JsonObject {
  const { store, switches } = emulator;
  refuseUnknownFields(merge, ["type", "order"], switches);
  const type = readChoice(merge, "attributeMerge", attributeMerges);
  const { order } = merge;
  if (type.type !== "dataSetPrecedence") {
    if (order !== undefined && switches.mergePolicySurplusOrder === "refuse") {
      throw new ProblemError(400, "Only dataSetPrecedence has an order");
    }
    return type;
  }
  const ids = stringsAt(merge, "order");
  if (!Array.isArray(order) || ids.length !== order.length || ids.length === 0) {
    throw new ProblemError(400, "Field attributeMerge.order must list the ids of datasets");
  }
  if (new Set(ids).size !== ids.length) {
    throw new ProblemError(400, "Field attributeMerge.order contains a dataset twice");
  }
  const unknown = ids.filter((id) => store.get("dataSets", sandbox.name, id) === undefined);
  if (unknown.length > 0 && switches.mergePolicyDataSetExistence === "refuse") {
    throw new ProblemError(400, `There is no dataset ${unknown.join(", ")}`);
  }
  return { ...type, order: ids };
}

/** How a PATCH changes a policy: the value of an operation is a text, also for true and false. */
const patches: Readonly<Record<string, (policy: JsonObject, value: string) => JsonObject>> = {
  "/name": (policy, name) => ({ ...policy, name }),
  "/identityGraph.type": (policy, type) => ({ ...policy, identityGraph: { type } }),
  // The order belongs to the former type.
  "/attributeMerge.type": (policy, type) => ({
    ...policy,
    attributeMerge: type === "dataSetPrecedence" ? { ...objectAt(policy, "attributeMerge"), type } : { type },
  }),
  "/schema.name": (policy, name) => ({ ...policy, schema: { name } }),
  // A documented path, but the service sets the version.
  "/version": (policy) => policy,
  "/default": (policy, value) => ({ ...policy, default: value === "true" }),
};

/** A merge policy changed by the body of a PATCH. */
export function patchedPolicy({ switches }: Emulator, policy: JsonObject, body: Json): JsonObject {
  const isArray = Array.isArray(body);
  const wanted = switches.mergePolicyPatchBody;
  if (wanted !== "either" && isArray !== (wanted === "array")) {
    throw new ProblemError(400, `The body must be ${wanted === "array" ? "an array" : "one operation"}`);
  }
  return (isArray ? body : [body]).reduce<JsonObject>((patched, operation) => {
    const { op, path, value } = isJsonObject(operation) ? operation : {};
    const patch = patches[String(path)];
    if (op !== "add" && op !== "replace") {
      throw new ProblemError(400, "op must be add or replace");
    }
    if (patch === undefined) {
      throw new ProblemError(400, `path is one of ${Object.keys(patches).join(", ")}, not ${String(path)}`);
    }
    if (typeof value !== "string" || (path === "/default" && value !== "true" && value !== "false")) {
      throw new ProblemError(400, `The value of ${String(path)} must be a text`);
    }
    return patch(patched, value);
  }, policy);
}
