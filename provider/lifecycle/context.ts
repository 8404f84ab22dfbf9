import { aepRealm, type Realm, type ScopeValues, scopeOf } from "../config/realm";
import { type Call, unlimitedCall } from "../http/call";
import type { FieldRole } from "../kinds/facts";
import type { Session } from "../session/session";
import { isEmpty } from "../values/compare";
import { maxLevels } from "../values/depth";
import type { JsonObject } from "../values/json";
import { secretPathsOf, secretValuesAt } from "../values/secretPaths";
import type { Definition, HookContext } from "./definition";
import { withoutAddedMembers } from "./inputs/addedMembers";
import { hiddenValues } from "./inputs/writeOnly";
import type { ResourceApi } from "./resourceApi";

/** The input of every step of the lifecycle: one definition within one process, and the call. */
export interface Context {
  readonly definition: Definition;
  readonly session: Session;
  /** The call of the provider that the step belongs to. Default: one without limits, as commands need it. */
  readonly call?: Call;
}

/** The requests for one entity, and the scope it belongs to. */
export interface ResourceContext extends HookContext {
  readonly api: ResourceApi;
}

/** The context of an entity: in the scope that is recorded, and only for one not recorded yet in the configured one. */
export function resourceContextOf(
  { definition, session, call }: Context,
  recorded: JsonObject,
): ResourceContext {
  const scope = scopeOf(realmOf(definition), session.settings, recorded);
  const context = { session, scope, call: call ?? unlimitedCall("read") };
  return { ...context, api: definition.api(context) };
}

/** The realm of a definition. */
export function realmOf({ realm = aepRealm }: Definition): Realm {
  return realm;
}

/** The fields of an object that have one of these roles. */
export function fieldsOf(
  definition: Definition,
  roles: readonly FieldRole[],
  object: JsonObject,
): JsonObject {
  return Object.fromEntries(
    Object.entries(definition.fields)
      .filter(([name, role]) => roles.includes(role) && object[name] !== undefined)
      .map(([name]) => [name, object[name]]),
  );
}

/** Roles whose values are recorded and compared. */
const compared: readonly FieldRole[] = ["body", "call", "reference"];

/** The recorded and compared fields of an object. */
export function comparedFields(definition: Definition, object: JsonObject): JsonObject {
  return withoutAddedMembers(definition, fieldsOf(definition, compared, object));
}

/** The compared fields of an entity, recorded or returned, with values that inputs can have. */
export function fieldsAsWanted(definition: Definition, entity: JsonObject): JsonObject {
  const fields = comparedFields(definition, entity);
  return definition.asWanted?.(fields, entity) ?? fields;
}

/** The outputs that follow from inputs: the compared fields and the scope. */
export function outputsFrom(definition: Definition, inputs: JsonObject, scope: ScopeValues): JsonObject {
  return { ...comparedFields(definition, inputs), ...scope };
}

/** The outputs that the service provides, from an entity as {@link viewOf} returns it. */
export function serviceOutputs(definition: Definition, view: JsonObject): JsonObject {
  return Object.fromEntries(definition.outputs.map((name) => [name, view[name]]));
}

/** The recorded outputs that the entity itself does not show. */
export function observedOutputs({ observed }: Definition, recorded: JsonObject): JsonObject {
  return Object.fromEntries((observed?.names ?? []).map((name) => [name, recorded[name]]));
}

/**
 * The fields with a request of their own as the service returns them, not yet as they are wanted. Where a response leaves
 * one out, it is not known.
 */
export function reachedFields(definition: Definition, view: JsonObject): JsonObject {
  const shown = Object.entries(fieldsOf(definition, ["call"], view));
  return Object.fromEntries(shown.map(([name, value]) => [name, isEmpty(value) ? undefined : value]));
}

/** An entity with the names and values of inputs and outputs. */
export function viewOf(definition: Definition, entity: JsonObject): JsonObject {
  return definition.view?.(entity) ?? entity;
}

/** The id of an entity. */
export function idIn({ idKey = "id" }: Definition, entity: JsonObject): string | undefined {
  const id = entity[idKey];
  return typeof id === "string" && id !== "" ? id : undefined;
}

/** The etag of an object, if it has one. */
export function etagIn(object: JsonObject): string | undefined {
  return typeof object.etag === "string" ? object.etag : undefined;
}

/** Secret texts of inputs or outputs, which no message may show. */
export function secretsIn({ definition, session }: Context, ...objects: readonly JsonObject[]): string[] {
  // A path that is marked in the inputs also has a recorded value, and the other way round.
  const paths = secretPathsOf(...objects);
  const held = objects.flatMap((object) => [
    ...hiddenValues(definition, object),
    ...paths.flatMap((keys) => secretValuesAt(object, keys)),
  ]);
  return [...held.flatMap((value) => textsIn(value)), ...session.secrets()];
}

/** All texts and numbers inside a value. Values with more levels than inputs can have are not searched. */
export function textsIn(value: unknown, levels: number = maxLevels): string[] {
  if (typeof value === "string" || typeof value === "number") {
    return [String(value)];
  }
  if (typeof value !== "object" || value === null || levels === 0) {
    return [];
  }
  return Object.values(value).flatMap((entry) => textsIn(entry, levels - 1));
}
