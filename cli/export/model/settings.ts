import { isEmpty, type Json, textOf, valueAt } from "../../../provider/cliApi";
import { exportedKinds } from "../kinds";
import { placesAt } from "../places";
import type { ExportedEntity } from "../read/entity";
import { referencesIn } from "../references";
import { capitalized, free, identifier } from "./names";
import type { Link } from "./order";

/** A value that the program reads from the stack's config. */
export interface Setting {
  readonly key: string;
  readonly is: "text" | "secret" | "secret object" | "pinned version";
  /** Path of the input that has this value; empty for the id of the entity. */
  readonly path: readonly string[];
  /** Its value in the exported environment; secrets have none. */
  readonly value?: string;
}

type KeylessSetting = Omit<Setting, "key"> & { readonly property: string };

/** Config key that makes the program approve endpoints itself; without it, it waits for a person. */
export const approveKey = "approveEndpoints";

/** Settings with one common key for all entities if all have the same value. */
const common: ReadonlySet<string> = new Set(["subscriptionId", "resourceGroupName"]);

/** How a program has an entity: it creates it, gets it by an id from config, or uses only such an id. */
export type Role = "created" | "get" | "id";

/** Assigns unique config keys to the settings of a program. */
export class SettingKeys {
  readonly #taken = new Set([...common, approveKey]);
  readonly #common: ReadonlySet<string>;

  constructor(created: readonly ExportedEntity[]) {
    const values = new Map<string, Set<string>>();
    for (const entity of created) {
      for (const { path, value } of settingPlaces(entity)) {
        const place = path.join(".");
        values.set(place, (values.get(place) ?? new Set()).add(textOf(value)));
      }
    }
    this.#common = new Set([...values].flatMap(([property, { size }]) => (size === 1 ? [property] : [])));
  }

  /** The settings of an entity with this name in the program. */
  of(entity: ExportedEntity, role: Role, name: string, links: readonly Link[]): Setting[] {
    return settingsOf(entity, role, links).map(({ property, ...setting }) => {
      const isCommon = setting.path.length === 1 && common.has(property) && this.#common.has(property);
      return { ...setting, key: isCommon ? property : this.#keyFor(entity, name, property) };
    });
  }

  #keyFor(entity: ExportedEntity, name: string, property: string): string {
    const short = identifier(name, capitalized(property));
    const { word } = exportedKinds[entity.kind];
    return free(this.#taken.has(short) ? identifier(name, word + capitalized(property)) : short, this.#taken);
  }
}

function settingsOf(entity: ExportedEntity, role: Role, links: readonly Link[]): KeylessSetting[] {
  const { word, lookup } = exportedKinds[entity.kind];
  if (role === "get" && lookup !== undefined) {
    return [];
  }
  if (role !== "created") {
    return [{ property: `${word}Id`, is: "text", path: [], value: entity.id }];
  }
  return [
    ...settingPlaces(entity)
      // A resource of the program is referred to.
      .filter(({ path }) => !links.some((link) => link.path.join(".") === path.join(".")))
      .map(({ path, value }) => ({
        property: wordOf(entity, path),
        is: "text" as const,
        path,
        value: textOf(value),
      })),
    ...entity.secrets.map((path) => ({
      property: path.at(-1) ?? "",
      // One value of an object, or the whole object if its keys are unknown.
      is: path.length > 1 ? ("secret" as const) : ("secret object" as const),
      path,
    })),
    ...versionPlaces(entity, links)
      .filter(({ version, mappings }) => version !== mappings.outputs.version)
      .map(({ path, version }) => ({
        property: "mappingVersion",
        is: "pinned version" as const,
        path,
        value: textOf(version),
      })),
  ];
}

/**
 * The inputs of an entity that differ from stage to stage, and those with ids of parts of schemas, for which the program
 * can lack a resource.
 */
export function settingPlaces(entity: ExportedEntity): { path: readonly string[]; value: Json }[] {
  const { kind, inputs } = entity;
  const own = (exportedKinds[kind].settings ?? [])
    .flatMap((pattern) => placesAt(inputs, pattern))
    .map(({ path }) => ({ path, value: valueAt(inputs, path) }))
    .filter(({ value }) => !isEmpty(value));
  return [...own, ...partPlaces(entity)];
}

/** The inputs of an entity with ids of parts of schemas. */
export function partPlaces(entity: ExportedEntity) {
  return referencesIn(entity)
    .filter(({ kind }) => exportedKinds[kind].isOwn !== undefined)
    .map(({ path, id }) => ({ path, value: id }));
}

// The key in a list is a number, so the key of a config value is that of the referenced entity.
function wordOf(entity: ExportedEntity, path: readonly string[]): string {
  const { kind } = referencesIn(entity).find((one) => one.path.join(".") === path.join(".")) ?? {};
  return kind === undefined || exportedKinds[kind].isOwn === undefined
    ? (path.at(-1) ?? "")
    : `${exportedKinds[kind].word}Id`;
}

/** The inputs of a flow that select the version of a mapping set in the program. */
export function versionPlaces(entity: ExportedEntity, links: readonly Link[]) {
  return links
    .filter(({ path, to }) => path.at(-1) === "mappingId" && to.leftOut === undefined)
    .map(({ path, to }) => {
      const place = [...path.slice(0, -1), "mappingVersion"];
      return { path: place, version: valueAt(entity.inputs, place), mappings: to };
    });
}

/** Whether the value of a setting must not be shown. */
export function isSecret({ is }: Setting): boolean {
  return is === "secret" || is === "secret object";
}
