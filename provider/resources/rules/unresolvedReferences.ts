import { isMissing, type PartCollection, type RegistryParts } from "../../api/registryParts";
import { ServiceError } from "../../http/serviceError";
import type { HookContext } from "../../lifecycle/definition";
import { type Refusal, refused } from "../../lifecycle/refusal";
import { wordOrQuoted } from "../../messages/foreignText";
import type { Problem } from "../../messages/problem";
import { isJsonArray, isJsonObject, type Json, textOf } from "../../values/json";
import { intendedToExtend } from "../fields/users";
import { registryPauses } from "./registryPauses";

/** A write to the registry, with what it may refer to. */
export interface ReferringWrite<Result> {
  /** The body or the patch, which contains the ids of other resources. */
  readonly body: Json;
  /** Whether the resource that the request changes exists. Asked only after a 404. */
  exists(): Promise<boolean>;
  send(): Promise<Result>;
}

/** Collections of a tenant's resources, by the part of their ids. */
const collections: Readonly<Record<string, PartCollection>> = {
  classes: "classes",
  mixins: "fieldgroups",
  datatypes: "datatypes",
};

/**
 * Sends a write whose body refers to other resources of the registry. The registry reports one that it does not know as if
 * the changed resource did not exist, so an error names the references. One that this process has just created is only not
 * visible yet: then the write is repeated, which is safe because the registry has refused it.
 */
export async function sendReferring<Result>(
  { session, call }: HookContext,
  parts: RegistryParts,
  { body, exists, send }: ReferringWrite<Result>,
): Promise<Result> {
  const references = referencesIn(body);
  for (let attempt = 0; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      const isAboutReference = isMissing(error) || blames(error, references);
      if (!isAboutReference || references.length === 0 || !(await exists())) {
        throw error;
      }
      const unknown = await missingOf(parts, references);
      if (unknown.length === 0 && !isMissing(error)) {
        throw error;
      }
      const isNew = unknown.length === 0 || unknown.some((reference) => session.handedOut.has(reference));
      const pause = registryPauses.invisible[attempt];
      if (!isNew || pause === undefined || (unknown.length === 0 && attempt > 0)) {
        throw unresolved(error, unknown, references);
      }
      await session.pause(call, pause, "new resources of the Schema Registry to become visible", error);
    }
  }
}

/** Whether the registry refuses a request because of one of these references, instead of reporting a missing resource. */
function blames(error: unknown, references: readonly string[]): error is ServiceError {
  return (
    error instanceof ServiceError &&
    [400, 422].includes(error.status) &&
    [error.detail, ...error.reasons].some((text) => references.some((reference) => text.includes(reference)))
  );
}

async function missingOf(parts: RegistryParts, references: readonly string[]): Promise<string[]> {
  const found = await Promise.all(references.map((reference) => isKnown(parts, reference)));
  return references.filter((_reference, index) => found[index] !== true);
}

async function isKnown(parts: RegistryParts, reference: string): Promise<boolean> {
  const word = /[/.](classes|mixins|datatypes)[/.][0-9a-f]+$/.exec(reference)?.[1] ?? "";
  const collection = collections[word];
  const places = collection === undefined ? Object.values(collections) : [collection];
  for (const place of places) {
    if ((await parts.get(place, reference)) !== undefined) {
      return true;
    }
  }
  return false;
}

/**
 * The resources that a body or a patch refers to, by `$ref` or as the classes that a field group is for. References inside of it begin with `#`. Behaviors of classes are standard
 * resources in a collection of their own, which is not searched.
 */
function referencesIn(body: Json): string[] {
  if (isJsonArray(body)) {
    return [...new Set(body.flatMap(referencesIn))];
  }
  if (!isJsonObject(body)) {
    return [];
  }
  const isOfClasses = typeof body.path === "string" && body.path.startsWith(`/${intendedToExtend}`);
  const found = Object.entries(body).flatMap(([key, value]) =>
    key === "$ref" || key === intendedToExtend || (key === "value" && isOfClasses)
      ? [value].flat().filter((one) => typeof one === "string")
      : referencesIn(value),
  );
  return [...new Set(found)].filter((reference) => !/^#|\/xdm\/data\//.test(reference));
}

/** References that the registry does not know. */
export const unresolvedReferences: Refusal = {
  step: "up",
  title: "The Schema Registry does not know an id to which the body refers",
  advice:
    "Check this id and the sandbox: ids of field groups, data types and classes differ between sandboxes. " +
    "getFieldGroup, getDataType and getSchemaClass find them by title or name.",
};

function unresolved(error: ServiceError, unknown: readonly string[], all: readonly string[]): Problem {
  const { what, details } = error.parts;
  const named = (unknown.length > 0 ? unknown : all).map((reference) => wordOrQuoted(textOf(reference)));
  const isOne = named.length === 1;
  return refused(
    unresolvedReferences,
    {
      what:
        unknown.length > 0
          ? `The Schema Registry does not know ${named.join(", ")}, to which the body refers.`
          : `The Schema Registry could not resolve ${isOne ? "the reference" : "one of the references"} ${named.join(", ")}.`,
      details: [what, ...(details ?? [])],
      ...(isOne ? {} : { advice: unresolvedReferences.advice.replace("this id", "these ids") }),
    },
    { cause: error },
  );
}
