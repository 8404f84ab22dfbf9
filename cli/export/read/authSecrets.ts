import {
  isEmpty,
  isHarmlessParam,
  isJsonObject,
  type JsonObject,
  knownAuthSpec,
  textOf,
  valueAt,
} from "../../../provider/cliApi";

/** Parameters that the service adds to `auth.params`. */
const serviceParams: ReadonlySet<string> = new Set([
  "privateEndpointId",
  "inletUrl",
  "inletId",
  "authorizedDate",
  "sourceId",
  "name",
]);

/**
 * Paths of the secrets in the `auth` of a base connection: the parameters that the service returns masked, and those
 * that the authentication spec requires.
 */
export function authSecrets(view: JsonObject, inputs: JsonObject): string[][] {
  const auth = view.auth;
  if (isEmpty(auth)) {
    return [];
  }
  const params = valueAt(auth, "params");
  const shown = isJsonObject(params) ? Object.keys(params) : [];
  const names = new Set([
    ...shown.filter((name) => !isHarmlessParam(name) && !serviceParams.has(name)),
    ...missingParams(inputs, shown),
  ]);
  return [...names].sort().map((name) => ["auth", "params", name]);
}

/** Parameters that the authentication spec requires and the service does not return; of several lists, the shortest. */
function missingParams(inputs: JsonObject, shown: readonly string[]): string[] {
  const [source, specName] = ["connectionSpec.id", "auth.specName"].map((path) =>
    textOf(valueAt(inputs, path)),
  );
  const missing = (knownAuthSpec(source ?? "", specName ?? "") ?? []).map((list) =>
    Object.entries(list).flatMap(([name, { required }]) =>
      required === true && !shown.includes(name) ? [name] : [],
    ),
  );
  return missing.reduce((best, next) => (next.length < best.length ? next : best), missing[0] ?? []);
}
