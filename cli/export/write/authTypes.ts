import { connectorsWith, isJsonObject, paramLists, textOf, valueAt } from "../../../provider/cliApi";
import { Code, type Expression } from "../expression";
import type { Entry } from "../model/model";
import { type Place, placesAt } from "../places";
import { quoted } from "./typescript";

/** Whether the argument types accept the credentials of a base connection. */
export function hasTypedAuth({ entity, settings }: Pick<Entry, "entity" | "settings">): boolean {
  const source = valueAt(entity.inputs, "connectionSpec.id");
  const specName = valueAt(entity.inputs, "auth.specName");
  const isDocumented = connectorsWith(source).some(({ auth }) => Object.keys(auth).length > 0);
  // The types accept any credentials for a connector that is not documented.
  if (specName === undefined || !isDocumented) {
    return true;
  }
  const params = valueAt(entity.inputs, "auth.params");
  const given = new Set([
    ...(isJsonObject(params) ? Object.keys(params) : []),
    ...settings.map(({ path }) => path.at(-1) ?? ""),
  ]);
  return paramLists(source, specName).some(
    (list) =>
      Object.entries(list).every(([name, { required }]) => required !== true || given.has(name)) &&
      [...given].every((name) => Object.hasOwn(list, name)),
  );
}

/** The id of the connection spec, typed as any string: with its literal type, the compiler rejects the credentials. */
export function untypedAuth(inputs: Expression, entity: Pick<Entry, "entity">["entity"]): Place[] {
  const [id, version] = ["id", "version"].map((name) =>
    textOf(valueAt(entity.inputs, `connectionSpec.${name}`)),
  );
  const spec = new Code(`{ id: ${quoted(id ?? "")} as string, version: ${quoted(version ?? "1.0")} }`);
  return placesAt(inputs, "connectionSpec").map(({ path }) => ({ path, value: spec }));
}
