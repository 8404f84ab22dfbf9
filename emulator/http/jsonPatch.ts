import { equal, isJsonObject, type Json, type JsonObject } from "../core/json";
import { Invalid } from "../core/refusal";
import type { Switches } from "../core/switches";

interface Operation {
  op: "add" | "replace" | "remove" | "test" | "copy" | "move";
  path: string;
  /** The source of a copy or move. */
  from?: string;
  value?: Json;
}

/** The operations that the Flow Service supports. */
const changes: readonly string[] = ["add", "replace", "remove"];

/** All operations of JSON Patch. */
export const allOperations: readonly string[] = [...changes, "test", "copy", "move"];

const refused = (message: string): Invalid => new Invalid("invalidPatch", message);

/**
 * Reads a patch. `op` may be in any case, and `remove` may have a value.
 *
 * @param known - the operations that the service supports.
 */
export function readPatch(body: Json, switches: Switches, known: readonly string[] = changes): Operation[] {
  const operations = isJsonObject(body) && switches.patchBody === "arrayOrObject" ? [body] : body;
  if (!Array.isArray(operations)) {
    throw new Invalid("malformed", "A patch is an array of operations");
  }
  if (operations.length === 0) {
    throw new Invalid("emptyBody", "The patch is empty");
  }
  return operations.map((operation): Operation => {
    if (!isJsonObject(operation) || typeof operation.op !== "string") {
      throw refused("Field op is missing in a patch operation");
    }
    const op = operation.op.toLowerCase() as Operation["op"];
    if (!known.includes(op)) {
      throw new Invalid("unsupportedPatchOperation", `Patch operation ${op} is not supported`);
    }
    const path = operation.path;
    if (typeof path !== "string" || !path.startsWith("/")) {
      throw refused("Field path is missing in a patch operation, or does not begin with /");
    }
    const value = operation.value;
    if (op === "remove") {
      return { op, path };
    }
    if (op === "copy" || op === "move") {
      const { from } = operation;
      if (typeof from !== "string" || !from.startsWith("/")) {
        throw refused(`Field from is missing in the patch operation on ${path}, or does not begin with /`);
      }
      return { op, path, from };
    }
    if (value === undefined) {
      throw refused(`Field value is missing in the patch operation on ${path}`);
    }
    return { op, path, value };
  });
}

/** A copy changed by all operations; if one fails, there is no copy. */
export function applyPatch(
  entity: JsonObject,
  operations: readonly Operation[],
  switches: Switches,
): JsonObject {
  const copy = structuredClone(entity);
  for (const operation of operations) {
    for (const change of changesOf(copy, operation)) {
      applyOperation(copy, change, switches);
    }
  }
  return copy;
}

function changesOf(document: JsonObject, { op, path, from = path, value = null }: Operation): Operation[] {
  if (op === "add" || op === "replace" || op === "remove") {
    return [{ op, path, value }];
  }
  const found = valueAt(document, from);
  if (op === "test") {
    if (!equal(found, value)) {
      throw refused(`The value at ${path} is not the tested value`);
    }
    return [];
  }
  const added: Operation = { op: "add", path, value: structuredClone(found) };
  return op === "copy" ? [added] : [{ op: "remove", path: from }, added];
}

function valueAt(document: JsonObject, path: string): Json {
  let found: Json | undefined = document;
  for (const token of tokensOf(path)) {
    found = found === undefined ? undefined : memberOf(found, token);
  }
  if (found === undefined) {
    throw refused(`Nothing is at ${path}`);
  }
  return found;
}

function tokensOf(path: string): string[] {
  return path
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function applyOperation(
  document: JsonObject,
  { op, path, value = null }: Operation,
  switches: Switches,
): void {
  const tokens = tokensOf(path);
  const last = tokens.pop() ?? "";
  let parent: Json = document;
  for (const token of tokens) {
    const child: Json | undefined = memberOf(parent, token);
    if (child === undefined) {
      throw refused(`Nothing is at ${path}`);
    }
    parent = child;
  }
  if (Array.isArray(parent)) {
    applyToArray(parent, last, { op, path, value });
  } else if (isJsonObject(parent) && last !== "__proto__") {
    const present = Object.hasOwn(parent, last);
    if (!present && (op === "remove" || (op === "replace" && switches.replaceOfMissing === "refuse"))) {
      throw refused(`Nothing is at ${path}`);
    }
    if (op === "remove") {
      delete parent[last];
    } else {
      parent[last] = value;
    }
  } else {
    throw refused(`Nothing can be at ${path}`);
  }
}

function applyToArray(array: Json[], token: string, { op, path, value = null }: Operation): void {
  if (token === "-" && op === "add") {
    array.push(value);
    return;
  }
  const index = Number(token);
  const end = op === "add" ? array.length : array.length - 1;
  if (!/^(0|[1-9]\d*)$/.test(token) || index > end) {
    throw refused(`Nothing is at ${path}`);
  }
  if (op === "add") {
    array.splice(index, 0, value);
  } else if (op === "replace") {
    array[index] = value;
  } else {
    array.splice(index, 1);
  }
}

function memberOf(value: Json, token: string): Json | undefined {
  if (Array.isArray(value)) {
    return /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
  }
  return isJsonObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}

/** A copy changed by a JSON merge patch or, if it is an array, by a JSON Patch, which may replace missing members. */
export function applyEither(entity: JsonObject, patch: Json, switches: Switches): JsonObject {
  return isJsonObject(patch)
    ? mergePatch(entity, patch)
    : applyPatch(entity, readPatch(patch, switches), { ...switches, replaceOfMissing: "add" });
}

/** A copy changed by a JSON merge patch, in which null removes a member. */
export function mergePatch(entity: JsonObject, patch: JsonObject): JsonObject {
  const copy: JsonObject = { ...entity };
  for (const [name, value] of Object.entries(patch)) {
    const current = copy[name];
    if (value === null) {
      delete copy[name];
    } else {
      copy[name] = isJsonObject(value) ? mergePatch(isJsonObject(current) ? current : {}, value) : value;
    }
  }
  return copy;
}
