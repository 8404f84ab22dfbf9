import type { Kind } from "../../provider";
import { knownAuthSpec } from "../../provider/authSpecs";
import { isEmpty, isSame } from "../../provider/compare";
import type { Definition } from "../../provider/definition";
import { isHarmlessParam } from "../../provider/harmlessParams";
import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  textOf,
  valueAt,
  withoutUndefined,
  withValueAt,
} from "../../provider/json";
import { nameOf } from "../../provider/lifecycle/adoption";
import { check } from "../../provider/lifecycle/check";
import { comparedFields, idIn, viewOf } from "../../provider/lifecycle/context";
import { recoveredOutputs } from "../../provider/lifecycle/recovery";
import { shownOnly } from "../../provider/lifecycle/writeOnly";
import type { Session } from "../../provider/session";
import { unknownValue } from "../../provider/unknown";
import { providerReference } from "../../sdk/providerReference";
import { exportedKinds } from "./kinds";
import { placesAt } from "./places";

/** A thing that is there, in the words of a program and of a state. */
export interface Thing {
  readonly kind: Kind;
  readonly id: string;
  /** Its name on the service; empty where it has none. */
  readonly title: string;
  /** When it was made, as far as the service tells. */
  readonly createdAt: number;
  /** Inputs of a program, with the ids as they are and without what is never shown. */
  readonly inputs: JsonObject;
  /** What stands in a state for it, without what is never shown. */
  readonly outputs: JsonObject;
  /** Ways to the inputs that are never shown and have to be given. */
  readonly secrets: readonly (readonly string[])[];
  /** Why no resource is written for it. */
  readonly leftOut: string | undefined;
}

/** Parameters that the service puts into `auth.params` itself. */
const serviceParams: ReadonlySet<string> = new Set([
  "privateEndpointId",
  "inletUrl",
  "inletId",
  "authorizedDate",
  "sourceId",
  "name",
]);

/** Makes a thing of an entity, within the place that the session is configured for. */
export function thingOf(kind: Kind, definition: Definition, entity: JsonObject, session: Session): Thing {
  const view = viewOf(definition, entity);
  const shown = saying(shownOnly(definition, comparedFields(definition, view)));
  const fields = definition.asWanted?.(shown, view) ?? shown;
  const plain = withoutDefaults(definition, known(definition, spelled(kind, tidied(kind, fields))));
  const inputs = Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, sorted(value)]));
  const secrets = secretsOf(kind, definition, view, inputs);
  const given = secrets.reduce((all, path) => withValueAt(all, path.join("."), unknownValue), inputs);
  const { failures } = check({ definition, session }, {}, given);
  const complete = check({ definition, session }, {}, inputs).inputs;
  return {
    kind,
    id: String(idIn(definition, entity)),
    title: nameOf(entity) ?? "",
    createdAt: Number(definition.creation?.(entity).at ?? entity.createdAt ?? 0),
    inputs,
    outputs: recoveredOutputs(definition, { ...complete, __provider: providerReference(kind) }, entity),
    secrets,
    leftOut: exportedKinds[kind].leftOut?.(entity) ?? unfit(failures),
  };
}

function unfit(failures: readonly { property: string; reason: string }[]): string | undefined {
  return failures.length === 0
    ? undefined
    : `what it is made of is none that a program can give: ${failures
        .map(({ property, reason }) => `${property} ${reason}`)
        .join("; ")}`;
}

/** Without what says nothing: such values come and go, and equal those that are absent. */
function saying(fields: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => !isEmpty(value))
      .map(([key, value]) => [key, sayingIn(value)]),
  );
}

/** Keys that readers look for first, in this order; others follow by the alphabet. */
const leading = [
  ...["id", "$ref", "name", "title", "type", "specName", "format", "sourceType", "source", "sourceAttribute"],
  ...["path", "tableName", "mappingId", "frequency", "interval", "persisted"],
];

/** With the keys of all objects inside in one order: on their way through services and Pulumi they lose theirs. */
function sorted(value: Json): Json {
  if (isJsonArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const place = (key: string) => (leading.includes(key) ? leading.indexOf(key) : leading.length);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]): [string, Json] => [key, sorted(inner)])
      .sort(([left], [right]) => place(left) - place(right) || (left < right ? -1 : 1)),
  );
}

function sayingIn(value: Json): Json {
  if (isJsonArray(value)) return value.map(sayingIn);
  return isJsonObject(value) ? saying(value) : value;
}

function tidied(kind: Kind, fields: JsonObject): JsonObject {
  const specs = Object.entries(fields).filter(([name]) => name === "connectionSpec" || name === "flowSpec");
  const plain = specs.map(([name, spec]) => [
    name,
    { id: valueAt(spec, "id"), version: valueAt(spec, "version") },
  ]);
  const own = { ...fields, ...Object.fromEntries(plain) };
  return saying(exportedKinds[kind].tidy?.(own) ?? own);
}

/** Numbers and booleans that the service gives as text, as what they are. */
function spelled(kind: Kind, fields: JsonObject): JsonObject {
  return Object.entries(exportedKinds[kind].spelling ?? {}).reduce(
    (all, [pattern, type]) =>
      placesAt(all, pattern).reduce((copy, { path }) => {
        const text = textOf(valueAt(copy, path));
        if (type === "boolean" && /^(true|false)$/.test(text)) return replaced(copy, path, text === "true");
        if (type === "number" && /^\d{1,15}$/.test(text)) return replaced(copy, path, Number(text));
        return copy;
      }, all),
    fields,
  );
}

/** Without keys that the service has added inside of fields. */
function known(definition: Definition, fields: JsonObject): JsonObject {
  const issues = definition.inputs.safeParse(fields).error?.issues ?? [];
  const added = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path.map(String), key]) : [],
  );
  return added.reduce((copy, path) => replaced(copy, path, undefined), fields);
}

function withoutDefaults(definition: Definition, fields: JsonObject): JsonObject {
  const {
    "connectionSpec.version": _connection,
    "flowSpec.version": _flow,
    ...defaults
  } = definition.defaults;
  const plain = Object.entries(defaults).reduce(
    (copy, [path, value]) =>
      isSame(valueAt(copy, path), value) ? replaced(copy, path.split("."), undefined) : copy,
    fields,
  );
  return plain;
}

/** A copy with another value at a place that is there; `undefined` takes the key out. */
function replaced(object: JsonObject, path: readonly string[], by: Json): JsonObject {
  const copy = replacedIn(object, path, by);
  return isJsonObject(copy) ? copy : object;
}

function replacedIn(value: Json, [key = "", ...rest]: readonly string[], by: Json): Json {
  const inner = (own: Json) => (rest.length === 0 ? by : replacedIn(own, rest, by));
  if (isJsonArray(value))
    return value.map((member, index) => (String(index) === key ? inner(member) : member));
  if (!isJsonObject(value)) return value;
  return withoutUndefined(
    Object.fromEntries(Object.entries(value).map(([name, own]) => [name, name === key ? inner(own) : own])),
  );
}

/**
 * What is never shown and has to be given: for `auth.params` the parameters that the service shows some stand-in for, and
 * those that the authentication spec needs; elsewhere the whole object.
 */
function secretsOf(kind: Kind, definition: Definition, view: JsonObject, inputs: JsonObject): string[][] {
  if (kind !== "baseConnection")
    return Object.keys(definition.writeOnly ?? {}).map((path) => path.split("."));
  const auth = view.auth;
  if (isEmpty(auth)) return [];
  const params = valueAt(auth, "params");
  const shown = isJsonObject(params) ? Object.keys(params) : [];
  const names = new Set([
    ...shown.filter((name) => !isHarmlessParam(name) && !serviceParams.has(name)),
    ...neededParams(inputs, shown),
  ]);
  return [...names].sort().map((name) => ["auth", "params", name]);
}

/** What the authentication spec needs and is not among what is shown; of several lists, the one that fits best. */
function neededParams(inputs: JsonObject, shown: readonly string[]): string[] {
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
