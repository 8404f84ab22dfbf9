import type { Entities } from "../core/entities";
import { isJsonObject, type Json, type JsonObject } from "../core/json";
import type { Stored } from "../core/store";
import { redactText } from "../http/redaction";
import type { EntitySummary } from "./protocol";

// Every service has its own names for these members.
const names = pathsOf(["name", "title", "displayName", "xdm:sourceProperty", "id"]);
const states = pathsOf([
  "state",
  "status",
  "properties/privateLinkServiceConnectionState/status",
  "metrics/statusSummary/status",
  "properties/provisioningState",
]);
const etags = pathsOf(["etag", "eTag", "meta:altVersion", "version"]);

/** What lists show of entities. */
export class Summaries {
  readonly #entities: Entities;

  constructor(entities: Entities) {
    this.#entities = entities;
  }

  /** The summary of an entity. */
  of(stored: Stored, entity: JsonObject = stored.entity): EntitySummary {
    return {
      collection: stored.collection,
      id: stored.id,
      name: this.nameOf(stored, entity),
      state: stateOf(entity),
      sandbox: this.#entities.sandboxOf(stored),
      sequence: stored.sequence,
    };
  }

  /** The name of an entity without secrets, or its id. */
  nameOf(stored: Stored, entity: JsonObject = stored.entity): string {
    return redactText(firstText(entity, names) ?? stored.id);
  }
}

/** The state of an entity, in its service's own words. */
export function stateOf(entity: JsonObject): string | null {
  return firstText(entity, states) ?? null;
}

/** The etag or version of an entity. */
export function etagOf(entity: JsonObject): string | null {
  return firstText(entity, etags) ?? null;
}

// Lists read the members of every entity, so the paths are split once.
function pathsOf(paths: readonly string[]): string[][] {
  return paths.map((path) => path.split("/"));
}

function firstText(entity: JsonObject, paths: readonly (readonly string[])[]): string | undefined {
  for (const path of paths) {
    let value: Json | undefined = entity;
    for (const name of path) {
      value = isJsonObject(value) ? value[name] : undefined;
    }
    if ((typeof value === "string" && value !== "") || typeof value === "number") {
      return String(value);
    }
  }
  return undefined;
}
