import type { KnownParam } from "./specs";

/**
 * Names of `auth.params` values that are no secrets. Every other value is stored encrypted in state and never shown,
 * so that a connection spec unknown here leaks nothing. The only list of them: `sdk/` encrypts by it, the provider
 * reads and compares by it.
 *
 * A name counts for every source, also for those unknown here. So these stay secret although the documented sources
 * mean nothing secret by them: addresses with a name that says no more than that (`url`, `endpoint`, `serviceUri`),
 * because they may carry a token or a password; and who signs in (`username`, `clientId`, `servicePrincipalId`), half
 * of a credential, which the service may mask: what it masks would look like drift if it were compared.
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
