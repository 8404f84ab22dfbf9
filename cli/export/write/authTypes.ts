import { authSpecs, isJsonObject, knownAuthSpec, valueAt } from "../../../provider/cliApi";
import { Code, type Expression } from "../expression";
import type { Entry } from "../model/model";
import { type Place, placesAt } from "../places";
import { quoted } from "./typescript";

/** Parameters that are optional in the argument types, of specs whose documentation marks none as required. */
const optionalParams: ReadonlySet<string> = new Set([
  "accountKind",
  "container",
  "expirationDate",
  "folderPath",
  "maxConcurrentConnections",
  "passPhrase",
  "port",
  "refreshToken",
  "schema",
  "usePrivateLink",
]);

/** Whether the parameters match the argument types for this authentication spec. */
export function hasTypedAuth({ entity, settings }: Pick<Entry, "entity" | "settings">): boolean {
  const specName = valueAt(entity.inputs, "auth.specName");
  if (typeof specName !== "string") {
    return true;
  }
  const lists = documentedLists(specName);
  // The types accept any parameters for an unknown name.
  if (lists.length === 0) {
    return true;
  }
  const params = valueAt(entity.inputs, "auth.params");
  const given = new Set([
    ...(isJsonObject(params) ? Object.keys(params) : []),
    ...settings.map(({ path }) => path.at(-1) ?? ""),
  ]);
  return lists.some((list) => {
    const isMarked = Object.values(list).some(({ required }) => required === true);
    const needed = Object.entries(list).filter(([name, { required }]) =>
      isMarked ? required === true : !optionalParams.has(name),
    );
    return needed.every(([name]) => given.has(name)) && [...given].every((name) => Object.hasOwn(list, name));
  });
}

/** The documented parameters of this authentication spec for any source, because the types depend on the name only. */
function documentedLists(specName: string) {
  return Object.keys(authSpecs).flatMap((source) => knownAuthSpec(source, specName) ?? []);
}

/** The name of the authentication spec, typed as any string: with its literal type, the compiler rejects the parameters. */
export function untypedAuth(inputs: Expression): Place[] {
  return placesAt(inputs, "auth.specName").map(({ path, value }) => ({
    path,
    value: new Code(`${quoted(String(value))} as string`),
  }));
}
