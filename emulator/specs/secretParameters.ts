import { randomUUID } from "node:crypto";
import { isJsonObject, type Json, type JsonObject, objectAt, stringAt } from "../core/json";
import { connectionSpec, connectionSpecs } from "./connectionSpecs";

const secret = new Set<string>();
const plain = new Set(["usePrivateLink", "privateEndpointId"]);
for (const { authSpecs = [] } of connectionSpecs) {
  for (const authSpec of authSpecs) {
    for (const name of authSpec.secret) {
      secret.add(name);
    }
    for (const name of authSpec.plain) {
      plain.add(name);
    }
  }
}

/**
 * Whether an auth parameter is secret. So is one that no auth spec has, because nothing shows that it is harmless.
 *
 * @param specId - the connection spec, and
 * @param authSpecName - the auth spec of the parameter, if known; otherwise a name that is secret anywhere is secret.
 */
export function isSecretParameter(name: string, specId?: string, authSpecName?: string): boolean {
  const authSpec =
    specId === undefined
      ? undefined
      : connectionSpec(specId)?.authSpecs?.find((candidate) => candidate.name === authSpecName);
  if (authSpec?.plain.includes(name)) {
    return false;
  }
  return authSpec?.secret.includes(name) === true || secret.has(name) || !plain.has(name);
}

const vault = "https://emulator.vault.azure.net/secrets/";

/**
 * Auth parameters as they are stored and read: secrets as URLs of a vault, never in clear.
 *
 * @param before - the stored parameters, whose URLs stay if the client sent no new value.
 */
export function maskParameters(
  parameters: JsonObject,
  specId: string,
  authSpecName: string | undefined,
  before: JsonObject = {},
): JsonObject {
  const mask = (name: string, value: Json): Json =>
    isSecretParameter(name, specId, authSpecName) && value !== before[name] ? vault + randomUUID() : value;
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, mask(name, value)]));
}

/** An entity that was changed without checks, with masked auth parameters. */
export function maskAuth(entity: JsonObject, before: JsonObject): JsonObject {
  const { auth } = entity;
  if (!isJsonObject(auth)) {
    return entity;
  }
  const params = maskParameters(
    objectAt(auth, "params"),
    stringAt(objectAt(entity, "connectionSpec"), "id") ?? "",
    stringAt(auth, "specName"),
    objectAt(objectAt(before, "auth"), "params"),
  );
  return { ...entity, auth: { ...auth, params } };
}

/** Whether the name of a field or parameter shows that its value is secret. */
function soundsSecret(name: string): boolean {
  return (
    secret.has(name) ||
    /secret|password|passphrase|private_?key|connection_?string|sas_?(uri|token)|access_?token|assertion$/i.test(
      name,
    )
  );
}

const redacted = "***";

/** A copy of a body without its secrets, for the request log. */
export function redactBody(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(redactBody);
  }
  if (!isJsonObject(value)) {
    return value;
  }
  if (typeof value.path === "string" && "value" in value) {
    return { ...value, value: redactPatched(value.path, value.value ?? null) };
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (name === "auth") {
        return [name, isJsonObject(member) ? redactAuth(member) : redacted];
      }
      return [name, soundsSecret(name) ? redacted : redactBody(member)];
    }),
  );
}

function redactAuth(auth: JsonObject): JsonObject {
  const { params, ...rest } = auth;
  const others = redactBody(rest) as JsonObject;
  return params === undefined ? others : { ...others, params: redactParameters(params) };
}

function redactParameters(parameters: Json): Json {
  if (!isJsonObject(parameters)) {
    return redacted;
  }
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, isSecretParameter(name) ? redacted : value]),
  );
}

function redactPatched(path: string, value: Json): Json {
  const steps = path.split("/").slice(1);
  const [first, second, name] = steps;
  if (first !== "auth") {
    return soundsSecret(steps.at(-1) ?? "") ? redacted : redactBody(value);
  }
  if (second === undefined) {
    return isJsonObject(value) ? redactAuth(value) : redacted;
  }
  if (second !== "params") {
    return redactBody(value);
  }
  if (name === undefined) {
    return redactParameters(value);
  }
  return isSecretParameter(name) ? redacted : value;
}

/** A query or form without its secrets. */
export function redactSearch(search: string): string {
  const parameters = new URLSearchParams(search);
  if (![...parameters.keys()].some(soundsSecret)) {
    return search;
  }
  for (const name of new Set(parameters.keys())) {
    if (soundsSecret(name)) {
      parameters.set(name, redacted);
    }
  }
  return parameters.toString();
}
