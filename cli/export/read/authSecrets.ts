import {
  isEmpty,
  isHarmlessParam,
  isJsonObject,
  isMask,
  type JsonObject,
  paramLists,
  serviceParams,
  valueAt,
} from "../../../provider/cliApi";

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
  const isUnreadable = (name: string) => !isHarmlessParam(name, inputs) || isMask(valueAt(params, [name]));
  const names = new Set([
    ...shown.filter((name) => isUnreadable(name) && !isAdded(name, inputs)),
    ...missingParams(inputs, shown),
  ]);
  return [...names].sort().map((name) => ["auth", "params", name]);
}

/** Parameters that the authentication spec requires and the service does not return; of several lists, the shortest. */
function missingParams(inputs: JsonObject, shown: readonly string[]): string[] {
  const missing = documented(inputs).map((list) =>
    Object.entries(list).flatMap(([name, { required }]) =>
      required === true && !shown.includes(name) ? [name] : [],
    ),
  );
  return missing.reduce((best, next) => (next.length < best.length ? next : best), missing[0] ?? []);
}

// A documented parameter that has the name of one that the service adds elsewhere was given by the user.
function isAdded(name: string, inputs: JsonObject): boolean {
  return serviceParams.has(name) && !documented(inputs).some((list) => list[name]?.required === true);
}

function documented(inputs: JsonObject) {
  return paramLists(valueAt(inputs, "connectionSpec.id"), valueAt(inputs, "auth.specName"));
}
