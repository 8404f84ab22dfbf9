/**
 * Names of `auth.params` values that are no secrets. Every other value is stored encrypted in state and never shown,
 * so that a connection spec unknown here leaks nothing. The only list of them: `sdk/` encrypts by it, the provider
 * reads and compares by it.
 */
const harmlessParams: ReadonlySet<string> = new Set([
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
