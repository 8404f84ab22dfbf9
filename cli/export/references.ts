import { type JsonObject, type Kind, textOf } from "../../provider/cliApi";
import { exportedKinds } from "./kinds";
import { placesAt } from "./places";
import type { ExportedEntity } from "./read/entity";

/** An input with the id of another entity. */
export interface Reference {
  readonly path: readonly string[];
  /** Kind of the other entity, by the form of its id. */
  readonly kind: Kind;
  readonly id: string;
}

/** The inputs of an entity that hold ids of other entities of its sandbox. */
export function referencesIn({ kind, inputs }: Pick<ExportedEntity, "kind" | "inputs">): Reference[] {
  return Object.entries(exportedKinds[kind].references).flatMap(([pattern, targets]) =>
    placesAt(inputs, pattern).flatMap(({ path, value }) => {
      const target = typeof value === "string" && value !== "" ? kindWith(value, targets) : undefined;
      return typeof value === "string" && target !== undefined ? [{ path, kind: target, id: value }] : [];
    }),
  );
}

/** The kind of the entity with this id, one of those that an input refers to; `undefined` for a standard id. */
function kindWith(id: string, targets: readonly Kind[]): Kind | undefined {
  return targets.find((kind) => exportedKinds[kind].isOwn?.(id) ?? true);
}

/** An input with an output of another entity instead of its id. */
export interface NamedReference {
  readonly path: readonly string[];
  readonly kind: Kind;
  /** Name of the output. */
  readonly by: string;
  readonly value: string;
}

/** The inputs of an entity that name other entities by an output. */
export function namesIn({ kind, inputs }: Pick<ExportedEntity, "kind" | "inputs">): NamedReference[] {
  return Object.entries(exportedKinds[kind].named).flatMap(([pattern, target]) =>
    placesAt(inputs, pattern).flatMap(({ path, value }) =>
      typeof value === "string" && value !== "" ? [{ ...target, path, value }] : [],
    ),
  );
}

/** Whether the output of an entity is the one that an input contains: the case of codes does not matter. */
export function isNamed({ value, by }: NamedReference, outputs: JsonObject): boolean {
  return textOf(outputs[by]).toLowerCase() === value.toLowerCase();
}
