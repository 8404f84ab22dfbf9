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
import { type Difference, differences } from "./differences";
import { type Keys, keysOf, pathOf } from "./propertyPath";
import { type Refreshed, type Side, secret } from "./refresh";

/** A property that is not on the service as it is recorded. */
export interface PropertyDrift {
  /** As Pulumi writes paths: `scheduleParams.interval`, `transformations[0].name`. */
  readonly path: string;
  /** What the stack has recorded; left out where that is nothing. */
  readonly recorded?: Json;
  /** What the service shows; left out where that is nothing. */
  readonly service?: Json;
}

/** A resource that was changed or deleted outside Pulumi. */
export interface ResourceDrift {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly change: "changed" | "gone";
  /** Empty for a resource that is gone, or whose provider does not say what has changed. */
  readonly properties: readonly PropertyDrift[];
}

/** What was changed outside Pulumi about a resource that was refreshed, or `undefined` where nothing was. */
export async function driftOf(refreshed: Refreshed): Promise<ResourceDrift | undefined> {
  const { op, urn, type, old, new: read } = refreshed;
  // One that is to be deleted after its replacement is no longer wanted, whatever became of it.
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
  const found = definition === undefined ? theirs(refreshed, old, read) : ours(definition, old, read);
  if (found === undefined) {
    return undefined;
  }
  return { ...resource, change: "changed", properties: found.map(propertyOf) };
}

/** Name of a resource, the last part of its URN. */
export function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** By the very rules by which the provider tells a change: etags and other outputs that move by themselves are none. */
function ours(definition: Definition, old: Side, read: Side): Difference[] | undefined {
  const wanted =
    // One that a program only gets has no inputs: it is held against what was read before.
    old.external === true
      ? fieldsAsWanted(definition, old.outputs)
      : wantedFields({ definition, session: offline() }, read.outputs, old.inputs);
  const shown = fieldsAsWanted(definition, read.outputs);
  let found = differences(shownOnly(definition, wanted), shownOnly(definition, shown));
  if (definition.isBroken?.(read.outputs) && !found.some(({ keys }) => keys[0] === "state")) {
    found = [...found, { keys: ["state"], recorded: old.outputs.state, service: read.outputs.state }];
  }
  // An update that failed half-way has recorded what is there: the rest of it is open, and nobody else changed anything.
  const isUnfinished = (old.initErrors ?? []).length > 0;
  if (isUnfinished) {
    found = found.filter(({ keys, service }) => !isSame(valueAt(old.outputs, keys.map(String)), service));
  }
  if (found.length > 0) {
    return found;
  }
  if (isUnfinished || old.external === true) {
    return undefined;
  }
  // Pulumi sees a difference that is hidden from us.
  return secretsIn(wanted).map((keys) => ({ keys, recorded: secret, service: secret }));
}

/** By what the other provider says, else by what it has read. */
function theirs({ detailedDiff }: Refreshed, old: Side, read: Side): Difference[] {
  const told = Object.entries(detailedDiff ?? {}).map(([path, { inputDiff }]) => {
    const [from, keys] = [inputDiff ? "inputs" : "outputs", keysOf(path)] as const;
    const at = (side: Side) => valueAt(side[from], keys.map(String));
    return { keys, recorded: at(old), service: at(read) };
  });
  if (told.length > 0) {
    return told;
  }
  const [inputs, outputs] = [
    differences(own(old.inputs), own(read.inputs)),
    differences(own(old.outputs), own(read.outputs)),
  ];
  return inputs.length > 0 ? inputs : outputs;
}

/** Without what providers keep for themselves, such as `__provider` and `__defaults`. */
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

function propertyOf({ keys, recorded, service }: Difference): PropertyDrift {
  return {
    path: pathOf(keys),
    ...(recorded === undefined ? {} : { recorded }),
    ...(service === undefined ? {} : { service }),
  };
}

/** The rules want a session for its clock; nothing is asked of a service here. */
function offline(): Session {
  return new Session(() => undefined, { clock: systemClock, environment: {} });
}
