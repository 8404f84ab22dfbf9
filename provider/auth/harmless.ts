import type { KnownParam } from "./specs";

/**
 * Names of `auth.params` values that are not secret. Every other value is stored encrypted in state and never shown, so
 * that an unknown connection spec leaks nothing. This is the only list: `sdk/` encrypts by it, the provider reads and
 * compares by it.
 *
 * A name applies to every source, also to unknown ones. Therefore some names stay secret although the documented sources
 * use them for values that are not: general addresses (`url`, `endpoint`, `serviceUri`), which may contain a token or a
 * password, and user names (`username`, `clientId`, `servicePrincipalId`), which the service may mask. A masked value would
 * look like drift.
 */
const harmlessParams: ReadonlySet<string> = new Set<KnownParam | "server">([
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

/** Whether the value of this `auth.params` key may be shown. */
export function isHarmlessParam(name: string): boolean {
  return harmlessParams.has(name);
}
