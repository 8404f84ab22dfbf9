import type { Emulator } from "../../core/emulator";
import type { JsonObject } from "../../core/json";
import type { Stored } from "../../core/store";
import { invalid, SchemaRegistryError } from "../errors";
import { type RegistryKind, registryKinds } from "../kinds";
import { isStandardId } from "../standard/standardResource";
import { type StandardKind, standardResource } from "../standard/standardResources";
import { isUsable } from "../visibility";
import { altIdOf, anyRegistryResource } from "./resources";

/** A resource to which another one refers. */
export interface FoundReference {
  readonly id: string;
  /** `unknown` for a standard resource that the emulator does not have. */
  readonly kind: RegistryKind | StandardKind | "unknown";
  /** Empty for an unknown standard resource. */
  readonly entity: JsonObject;
}

/** The resource that a full id means; bodies cannot contain short ids. */
export function findReference(emulator: Emulator, sandbox: string, id: string): FoundReference | undefined {
  const standard = standardResource(id);
  if (standard?.entity.$id === id) {
    return { id, kind: standard.kind, entity: standard.entity };
  }
  const own = altIdOf(id) === id ? undefined : anyRegistryResource(emulator, sandbox, id);
  if (own !== undefined && isUsable(emulator, own)) {
    return { id, kind: own.collection as RegistryKind, entity: own.entity };
  }
  return isStandardId(id) && emulator.switches.unknownStandardResources === "accept"
    ? { id, kind: "unknown", entity: {} }
    : undefined;
}

/** Where references are looked up, and which resource they are in. */
export interface ReferenceScope {
  readonly emulator: Emulator;
  readonly sandbox: string;
  /** The kind of the resource with the references. */
  readonly kind: RegistryKind;
  /** That resource before the change, unless it is new. */
  readonly before: Stored | undefined;
}

/**
 * The resource that a reference means.
 *
 * @param allowed - the kinds that fit at this place.
 */
export function requireReference(
  { emulator, sandbox, kind, before }: ReferenceScope,
  reference: string,
  allowed: readonly FoundReference["kind"][],
): FoundReference {
  const found = findReference(emulator, sandbox, reference.replace(/#.*$/, ""));
  if (found === undefined) {
    // The service speaks of the resource that is created or changed, not of the reference.
    throw emulator.switches.unknownReference === 404
      ? notFound(kind, before?.entity.$id === undefined ? "" : ` ${String(before.entity.$id)}`)
      : invalid(`There is no resource ${reference}`);
  }
  if (found.kind !== "unknown" && !allowed.includes(found.kind)) {
    throw invalid(`${reference} is one of the ${found.kind}, but has to be one of ${allowed.join(", ")}`);
  }
  return found;
}

/** The refusal of a request about a resource that does not exist. */
export function notFound(kind: RegistryKind, which: string): SchemaRegistryError {
  const { noun, notFound: code } = registryKinds[kind];
  return new SchemaRegistryError(code, `Resource not found: there is no ${noun}${which}`);
}
