import type { Emulator } from "../../core/emulator";
import { isJsonObject, type Json, type JsonObject, objectAt, stringAt, stringsAt } from "../../core/json";
import type { Stored } from "../../core/store";
import { standardResource } from "../standard/standardResources";
import { definitionAt, mergeFields } from "./ownFields";
import { anyRegistryResource } from "./resources";

/**
 * A resource with the fields of all resources that it contains. The fields of standard resources that the emulator does
 * not have are missing.
 */
export function resolveSchema(
  emulator: Emulator,
  { entity, sandbox }: Pick<Stored, "entity" | "sandbox">,
): JsonObject {
  const { allOf: _parts, definitions: _definitions, ...rest } = entity;
  const { properties, required } = new Resolver(emulator, sandbox).contentOf(entity, []);
  return { ...rest, ...(required.length === 0 ? {} : { required: [...required] }), properties };
}

interface Content {
  properties: JsonObject;
  required: readonly string[];
}

class Resolver {
  readonly #find: (id: string) => JsonObject | undefined;

  constructor(emulator: Emulator, sandbox: string) {
    this.#find = (id) => standardResource(id)?.entity ?? anyRegistryResource(emulator, sandbox, id)?.entity;
  }

  /**
   * @param path - the ids of the resources around this one: a data type may contain itself.
   */
  contentOf(resource: JsonObject, path: readonly string[]): Content {
    const inside = [...path, String(resource.$id ?? "")];
    const places: Content[] = (Array.isArray(resource.allOf) ? resource.allOf : []).map((part) =>
      this.#contentOfPart(resource, part, inside),
    );
    places.push(this.#contentOfPlace(resource, inside));
    return {
      properties: places.map(({ properties }) => properties).reduce(mergeFields, {}),
      required: [...new Set(places.flatMap(({ required }) => required))],
    };
  }

  #contentOfPart(resource: JsonObject, part: Json, path: readonly string[]): Content {
    const reference = stringAt(part, "$ref");
    if (reference === undefined) {
      return this.#contentOfPlace(part, path);
    }
    if (reference.startsWith("#")) {
      return this.#contentOfPlace(definitionAt(resource, reference), path);
    }
    const found = path.includes(reference) ? undefined : this.#find(reference);
    return found === undefined ? { properties: {}, required: [] } : this.contentOf(found, path);
  }

  #contentOfPlace(place: Json | undefined, path: readonly string[]): Content {
    return {
      properties: this.#fields(objectAt(place, "properties"), path),
      required: stringsAt(place, "required"),
    };
  }

  #fields(properties: JsonObject, path: readonly string[]): JsonObject {
    return Object.fromEntries(
      Object.entries(properties).map(([name, field]) => [name, this.#field(field, path)]),
    );
  }

  #field(field: Json, path: readonly string[]): Json {
    if (!isJsonObject(field)) {
      return field;
    }
    const { $ref: reference, ...rest } = field;
    const members: JsonObject = {
      ...rest,
      ...(isJsonObject(rest.properties) ? { properties: this.#fields(rest.properties, path) } : {}),
      ...(isJsonObject(rest.items) ? { items: this.#field(rest.items, path) } : {}),
      ...(isJsonObject(rest.additionalProperties)
        ? { additionalProperties: this.#field(rest.additionalProperties, path) }
        : {}),
    };
    const found =
      typeof reference !== "string" || path.includes(reference) ? undefined : this.#find(reference);
    if (found === undefined) {
      return typeof reference === "string" ? { $ref: reference, ...members } : members;
    }
    const { properties, required } = this.contentOf(found, path);
    return {
      type: "object",
      "meta:xdmType": "object",
      ...members,
      ...(required.length === 0 ? {} : { required: [...required] }),
      properties,
    };
  }
}
