import { paramLists } from "../connectors/lookup";
import { entryOf, isJsonObject, type Json } from "../values/json";

/**
 * Names of `auth.params` values that are not secret with an authentication spec that is not documented. Every other value
 * is stored encrypted in state and never shown, so that an unknown connection spec leaks nothing.
 *
 * Some names are missing although documented sources use them for values that are not secret: general addresses (`url`,
 * `endpoint`, `serviceUri`), which may contain a token or a password, and user names (`username`, `clientId`,
 * `servicePrincipalId`). Every row of the table that has one of these names has it in clear.
 */
export const harmlessElsewhere: ReadonlySet<string> = new Set([
  "accountKind",
  "apiVersion",
  "authenticationRequired",
  "authorizationTestUrl",
  "bucketName",
  "container",
  "database",
  "dataType",
  "environmentUrl",
  "expirationDate",
  "folderPath",
  "host",
  "maxConcurrentConnections",
  "port",
  "project",
  "role",
  "schema",
  "server",
  "tenant",
  "usePrivateLink",
  "warehouse",
]);

/**
 * Whether the value of this `auth.params` key may be shown. The rows of the connector decide it for a documented
 * authentication spec; a parameter that they do not have is encrypted. `sdk/` encrypts by this function, the provider
 * reads and compares by it.
 *
 * @param connection - the base connection: its `connectionSpec.id` and `auth.specName`, as far as they are known
 */
export function isHarmlessParam(name: string, connection: unknown): boolean {
  const { source, specName } = authOf(connection);
  const lists = paramLists(source, specName);
  if (lists.length === 0) {
    return harmlessElsewhere.has(name);
  }
  const found = lists.flatMap((list) => (Object.hasOwn(list, name) ? [list[name]] : []));
  return found.length > 0 && found.every((param) => param?.privacy === "clear");
}

/** Connection spec and authentication spec of a base connection, as far as they are known. */
export function authOf(connection: unknown): { source: Json; specName: Json } {
  return {
    source: member(connection, "connectionSpec", "id"),
    specName: member(connection, "auth", "specName"),
  };
}

// Arguments of a program may contain outputs, which have no such members.
function member(object: unknown, parent: string, name: string): Json {
  const inner = isJsonObject(object) ? entryOf(object, parent) : undefined;
  return isJsonObject(inner) ? entryOf(inner, name) : undefined;
}
