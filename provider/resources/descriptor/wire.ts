import { isSame } from "../../values/compare";
import { isJsonArray, isJsonObject, type Json, type JsonObject, textOf } from "../../values/json";
import { idAsSent } from "../tenant/ids";
import { usesPlaceholder, withPlaceholder, withTenant } from "../tenant/placeholder";
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

/** Inputs that are ids of schemas. */
const schemaIds = ["sourceSchema", "destinationSchema"];

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

/** Fields with the schemas as the API takes them: as URIs. */
export function withUris(fields: JsonObject, tenantId: string | undefined): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      schemaIds.includes(name) && typeof value === "string" ? idAsSent(value, tenantId) : value,
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

/**
 * Fields whose paths are written like those of a model, if they lead to the same fields. The tenant is that of a schema; if
 * all of them are written with the placeholder, it is not known, and a placeholder equals any name.
 */
export function withPathsLike(fields: JsonObject, model: JsonObject): JsonObject {
  const tenantId = [fields, model]
    .flatMap((object) => schemaIds.map((name) => tenantIn(object[name])))
    .find((tenant) => tenant !== undefined);
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const known = model[name];
      const isAlike = paths.includes(name) && known !== undefined && isSamePath(value, known, tenantId);
      return [name, isAlike ? known : value];
    }),
  );
}

function isSamePath(value: Json, known: Json, tenantId: string | undefined): boolean {
  const [path, other] = [value, known].map((one) => pathAsWritten(one, tenantId));
  if (isSame(path, other)) {
    return true;
  }
  const isOpen = tenantId === undefined && usesPlaceholder(path) !== usesPlaceholder(other);
  return isOpen && isSame(withoutTenant(path), withoutTenant(other));
}

function withoutTenant(path: Json): Json {
  return isJsonArray(path) ? path.map(withoutTenant) : textOf(path).replace(/^\/_[^/]+/, "");
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
