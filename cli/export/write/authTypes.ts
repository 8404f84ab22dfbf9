import { authSpecs, isJsonObject, knownAuthSpec, valueAt } from "../../../provider/cliApi";
import { Code, type Expression } from "../expression";
import type { Entry } from "../model/model";
import { type Place, placesAt } from "../places";
import { quoted } from "./typescript";

/** Parameters that the argument types do not ask for, of specs whose documentation does not say what is needed. */
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

/** Whether the parameters are those that the argument types know for this authentication spec. */
export function hasTypedAuth({ entity, settings }: Pick<Entry, "entity" | "settings">): boolean {
  const specName = valueAt(entity.inputs, "auth.specName");
  if (typeof specName !== "string") {
    return true;
  }
  const lists = documentedLists(specName);
  // A name that no type knows takes any parameters.
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

/** The documented parameters of this authentication spec, whichever source has it: the types go by the name alone. */
function documentedLists(specName: string) {
  return Object.keys(authSpecs).flatMap((source) => knownAuthSpec(source, specName) ?? []);
}

/** The name of the authentication spec as a text like any other: by its plain name the compiler would refuse the parameters. */
export function untypedAuth(inputs: Expression): Place[] {
  return placesAt(inputs, "auth.specName").map(({ path, value }) => ({
    path,
    value: new Code(`${quoted(String(value))} as string`),
  }));
}
