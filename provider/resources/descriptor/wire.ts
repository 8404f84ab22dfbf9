import { isJsonArray, isJsonObject, type Json, type JsonObject, textOf } from "../../values/json";
import { withPlaceholder, withTenant } from "../tenant/placeholder";
import { tenantIn } from "../tenant/tenantId";
import { withTypeDefaults } from "./inputs";

/** Names of the API by names of inputs. The first one is sent; sources disagree on some, so others are read too. */
const names: Readonly<Record<string, readonly [sent: string, ...others: string[]]>> = {
  type: ["@type"],
  sourceSchema: ["xdm:sourceSchema"],
  sourceVersion: ["xdm:sourceVersion"],
  sourceProperty: ["xdm:sourceProperty"],
  namespace: ["xdm:namespace"],
  property: ["xdm:property"],
  isPrimary: ["xdm:isPrimary"],
  identityNamespace: ["xdm:identityNamespace"],
  destinationSchema: ["xdm:destinationSchema"],
  destinationVersion: ["xdm:destinationVersion"],
  destinationProperty: ["xdm:destinationProperty"],
  destinationNamespace: ["xdm:destinationNamespace"],
  cardinality: ["xdm:cardinality"],
  sourceToDestinationName: ["xdm:sourceToDestinationName"],
  destinationToSourceName: ["xdm:destinationToSourceName"],
  sourceToDestinationTitle: ["xdm:sourceToDestinationTitle"],
  destinationToSourceTitle: ["xdm:destinationToSourceTitle"],
  title: ["xdm:title"],
  description: ["xdm:description"],
  note: ["xdm:note"],
  metaEnum: ["meta:enum"],
  excludeMetaEnum: ["meta:excludeMetaEnum", "xdm:excludeMetaEnum"],
  labels: ["xdm:labels", "xdm:label"],
  granularity: ["xdm:granularity"],
  ianaTimezone: ["xdm:ianaTimezone"],
};

const inputNames: ReadonlyMap<string, string> = new Map(
  Object.entries(names).flatMap(([name, spellings]) => spellings.map((spelling) => [spelling, name])),
);

/** Inputs that are paths of fields. */
const paths = ["sourceProperty", "destinationProperty"];

/** The name of an input in bodies of the API. */
export function wireName(input: string): string {
  return names[input]?.[0] ?? input;
}

/** The input that a member of a descriptor belongs to; `undefined` for those that the registry adds. */
export function inputName(member: string): string | undefined {
  return inputNames.get(member);
}

/** A body as the API takes it, with the tenant in its paths if it has one. */
export function asSent(fields: JsonObject, tenantId: string | undefined): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      wireName(name),
      paths.includes(name) && tenantId !== undefined ? withTenant(value, tenantId) : value,
    ]),
  );
}

/** A descriptor of the service with the names of inputs, and with the placeholder of the tenant in its paths. */
export function fromService(entity: JsonObject): JsonObject {
  const own = Object.fromEntries(
    Object.entries(names).flatMap(([name, spellings]) => {
      const value = spellings.map((spelling) => entity[spelling]).find((one) => one !== undefined);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const { labels } = own;
  const tenantId = tenantIn(own.sourceSchema);
  const fields = {
    ...own,
    ...(typeof labels === "string" ? { labels: [labels] } : {}),
    ...Object.fromEntries(
      paths.flatMap((name) => (own[name] === undefined ? [] : [[name, pathAsWritten(own[name], tenantId)]])),
    ),
  };
  return withTypeDefaults(fields);
}

/** A path in the form in which all ways to write it are equal. */
export function meaningOfPath(value: Json, { sourceSchema }: JsonObject): Json {
  return pathAsWritten(value, tenantIn(sourceSchema));
}

// A list of one path and the path alone are the same.
function pathAsWritten(value: Json, tenantId: string | undefined): Json {
  const only = isJsonArray(value) && value.length === 1 ? value[0] : value;
  return tenantId === undefined ? only : withPlaceholder(only, tenantId);
}

/** The code of a namespace, whose case does not matter, or its id. */
export function meaningOfNamespace(value: Json): Json {
  return isJsonObject(value) ? value : textOf(value).toLowerCase();
}
