import type { Operation } from "rfc6902";
import type { Change } from "../../lifecycle/resourceApi";
import { isEmpty, patchBetween } from "../../values/compare";
import { isJsonObject, type Json, type JsonObject } from "../../values/json";
import { pointerOf } from "../../values/jsonPointer";
import { isUnknown } from "../../values/unknown";
import { type BreakingChange, breakingChanges } from "../fields/breaking";
import { fieldsIn } from "../fields/jsonSchema";
import { storedPatch } from "../fields/patch";
import { holdersOf } from "../fields/stored";
import { asSent, operationsAsSent } from "../tenant/bodies";
import { areFields, fieldsOfAll, othersIn } from "./forms";

/**
 * The changes of definitions that break data.
 *
 * @param recorded - recorded definitions
 * @param wanted - those of the program, in the form of the recorded ones
 */
export function breakingDefinitions(recorded: Json, wanted: Json): BreakingChange[] {
  if (!isJsonObject(recorded) || isUnknown(wanted)) {
    return [];
  }
  const now = isJsonObject(wanted) ? wanted : {};
  if (Object.values(now).some(isUnknown)) {
    return [];
  }
  if (areFields(recorded) && (areFields(now) || isEmpty(now))) {
    const fields = fieldsOfAll(now);
    return Object.entries(recorded).flatMap(([key, definition]) =>
      breakingChanges(
        isJsonObject(definition) ? fieldsIn(definition) : {},
        fields,
        `definitions.${key}.properties`,
      ),
    );
  }
  return breakingChanges(fieldsIn({ properties: recorded }), fieldsIn({ properties: now }), "definitions");
}

/**
 * The patch of a schema as it is sent: each change of a field applies where the registry has the field, and a new field is
 * added beside its siblings, whoever created them.
 */
export function patchAsSent(
  { operations, before, wanted, entity = {} }: Change,
  tenantId: string | undefined,
): Operation[] {
  const isOfDefinitions = ({ path }: Operation) => /^\/definitions(\/|$)/.test(path);
  const sent = operationsAsSent(operations, tenantId);
  if (!sent.some(isOfDefinitions)) {
    return sent;
  }
  const [from, to] = [before, wanted].map(({ definitions }) => asSent(definitions ?? {}, tenantId));
  const isWhole = isEmpty(to) && hasAllKeys(entity.definitions, from);
  const isMovable = [from, to].every((one) => areFields(one) || isEmpty(one));
  if (!isMovable || isWhole || holdersOf(entity).length === 0) {
    return sent;
  }
  const [fields, wantedFields] = [from, to].map((one) => ({
    fields: isJsonObject(one) ? fieldsOfAll(one) : {},
  }));
  return [
    ...sent.filter((operation) => !isOfDefinitions(operation)),
    ...othersPatch(from, to, entity.definitions),
    ...storedPatch(patchBetween(fields ?? {}, wantedFields ?? {}), entity),
  ];
}

/** The patch of what definitions have besides fields, for those that the registry has under the same key. */
function othersPatch(from: Json, to: Json, stored: Json): Operation[] {
  if (!isJsonObject(from) || !isJsonObject(to) || !isJsonObject(stored)) {
    return [];
  }
  return Object.keys(stored).flatMap((key) => {
    const [before, after] = [from[key], to[key]].map(
      (one): JsonObject => (isJsonObject(one) ? othersIn(one) : {}),
    );
    return after === undefined || before === undefined || to[key] === undefined
      ? []
      : patchBetween(before, after).map((operation) => ({
          ...operation,
          path: `${pointerOf(["definitions", key])}${operation.path}`,
        }));
  });
}

function hasAllKeys(definitions: Json, others: Json): boolean {
  return (
    isJsonObject(definitions) &&
    isJsonObject(others) &&
    Object.keys(others).every((key) => definitions[key] !== undefined)
  );
}
