import {
  type Definition,
  fieldsAsWanted,
  isJsonArray,
  isJsonObject,
  isSame,
  type Json,
  type JsonObject,
  Session,
  shownOnly,
  systemClock,
  valueAt,
  wantedFields,
} from "../../provider/cliApi";
import { definitionOf } from "../pulumi/definition";
import { nameIn } from "../pulumi/stack";
import { differences, type PropertyDifference } from "./differences";
import { type Keys, keysOf, pathOf } from "./propertyPath";
import { type Refreshed, type Side, secret } from "./refresh";
import type { SecretDrift } from "./secretDrift";

/** A property whose value on the service differs from the recorded one. */
export interface PropertyDrift {
  /** As Pulumi writes paths: `scheduleParams.interval`, `transformations[0].name`. */
  readonly path: string;
  /** The value recorded in the stack; left out if there is none. */
  readonly recorded?: Json;
  /** The value on the service; left out if there is none. */
  readonly service?: Json;
}

/** A resource that was changed or deleted outside Pulumi. */
export interface ResourceDrift {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly change: "changed" | "gone";
  /** Empty for a resource that is gone, or whose provider does not report the changed properties. */
  readonly properties: readonly PropertyDrift[];
}

/**
 * The drift of a refreshed resource; `undefined` if there is none.
 *
 * @param secretDrift finds the differing properties of a resource with secrets that its service shows.
 */
export async function driftOf(
  refreshed: Refreshed,
  secretDrift: SecretDrift,
): Promise<ResourceDrift | undefined> {
  const { op, urn, type, old, new: read } = refreshed;
  // A replaced resource that is still to be deleted cannot drift.
  if (old === null || old === undefined || old.delete === true) {
    return undefined;
  }
  const resource = { urn, type, name: nameIn(urn), id: old.id ?? "" };
  if (op === "delete") {
    return { ...resource, change: "gone", properties: [] };
  }
  if (op !== "update" || read === null || read === undefined) {
    return undefined;
  }
  const definition = await definitionOf(old);
  const found =
    definition === undefined
      ? byEngine(refreshed, old, read)
      : await byDefinition(definition, old, read, () => secretDrift(definition, urn));
  if (found === undefined) {
    return undefined;
  }
  return { ...resource, change: "changed", properties: found.map(propertyOf) };
}

/** By the rules of the provider's own diff: etags and other outputs that services change by themselves do not count. */
async function byDefinition(
  definition: Definition,
  old: Side,
  read: Side,
  secretDrift: () => ReturnType<SecretDrift>,
): Promise<PropertyDifference[] | undefined> {
  const wanted =
    // A resource that a program only reads has no inputs: it is compared with what was read before.
    old.external === true
      ? fieldsAsWanted(definition, old.outputs)
      : wantedFields({ definition, session: offline() }, read.outputs, old.inputs);
  const shown = fieldsAsWanted(definition, read.outputs);
  let found = differences(shownOnly(definition, wanted), shownOnly(definition, shown));
  const needsUpdate = (side: Side) => definition.isUnfinished?.(side.outputs) ?? false;
  const hasNewState = needsUpdate(read) && !isSame(old.outputs.state, read.outputs.state);
  const isBroken = definition.isBroken?.(read.outputs) ?? false;
  if ((isBroken || hasNewState) && !found.some(({ keys }) => keys[0] === "state")) {
    found = [...found, { keys: ["state"], recorded: old.outputs.state, service: read.outputs.state }];
  }
  // An unfinished update has recorded the values on the service. The differences are what it did not complete, not drift.
  const isUnfinished = (old.initErrors ?? []).length > 0 || needsUpdate(old);
  if (isUnfinished) {
    found = found.filter(({ keys, service }) => !isSame(valueAt(old.outputs, keys.map(String)), service));
  }
  const isComplete = !isUnfinished && !needsUpdate(read) && old.external !== true;
  const secrets = isComplete ? await driftedSecrets(definition, wanted, found.length > 0, secretDrift) : [];
  const all = [...found, ...secrets.map((keys) => ({ keys, recorded: secret, service: secret }))];
  return all.length === 0 && !isComplete ? undefined : all;
}

/** Pulumi reports a difference. If no visible value differs, it is in a secret, whose value its events do not contain. */
async function driftedSecrets(
  definition: Definition,
  wanted: JsonObject,
  isExplained: boolean,
  secretDrift: () => ReturnType<SecretDrift>,
): Promise<readonly Keys[]> {
  // The service returns no others, so they cannot differ.
  const candidates = secretsIn(shownOnly(definition, wanted));
  if (candidates.length === 0 || (candidates.length === 1 && !isExplained)) {
    return candidates;
  }
  const differing = await secretDrift();
  if (differing === undefined) {
    return isExplained ? [] : candidates;
  }
  return candidates.filter((candidate) =>
    differing.some((keys) => candidate.every((key, index) => keys.length <= index || keys[index] === key)),
  );
}

/** By the engine's detailed diff if there is one, otherwise by the values read. */
function byEngine({ detailedDiff }: Refreshed, old: Side, read: Side): PropertyDifference[] {
  const reported = Object.entries(detailedDiff ?? {}).map(([path, { inputDiff }]) => {
    const [from, keys] = [inputDiff ? "inputs" : "outputs", keysOf(path)] as const;
    const at = (side: Side) => valueAt(side[from], keys.map(String));
    return { keys, recorded: at(old), service: at(read) };
  });
  if (reported.length > 0) {
    return reported;
  }
  const [inputs, outputs] = [
    differences(own(old.inputs), own(read.inputs)),
    differences(own(old.outputs), own(read.outputs)),
  ];
  return inputs.length > 0 ? inputs : outputs;
}

/** Without internal properties such as `__provider` and `__defaults`. */
function own(properties: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !key.startsWith("__")));
}

function secretsIn(value: Json, keys: Keys = []): Keys[] {
  if (value === secret) {
    return [keys];
  }
  if (isJsonArray(value)) {
    return value.flatMap((entry, index) => secretsIn(entry, [...keys, index]));
  }
  if (!isJsonObject(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, entry]) => secretsIn(entry, [...keys, key]));
}

function propertyOf({ keys, recorded, service }: PropertyDifference): PropertyDrift {
  return {
    path: pathOf(keys),
    ...(recorded === undefined ? {} : { recorded }),
    ...(service === undefined ? {} : { service }),
  };
}

/** A session for its clock only: comparing sends no request. */
export function offline(): Session {
  return new Session(() => undefined, { clock: systemClock, environment: {} });
}
