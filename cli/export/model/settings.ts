import { isEmpty, type Json, textOf, valueAt } from "../../../provider/cliApi";
import { exportedKinds } from "../kinds";
import { placesAt } from "../places";
import type { Thing } from "../read/entity";
import { approveKey } from "../write/approval";
import { capitalized, free, identifier } from "./names";
import type { Link } from "./order";

/** A value that the program reads from the stack's config. */
export interface Setting {
  readonly key: string;
  readonly is: "text" | "secret" | "secret object" | "pinned version";
  /** Way to the input it is the value of; empty for the id of the thing. */
  readonly path: readonly string[];
  /** Its value in the environment that is exported; secrets have none. */
  readonly value?: string;
}

type KeylessSetting = Omit<Setting, "key"> & { readonly property: string };

/** Settings that have one key for all things of a kind where they have one value. */
const common: ReadonlySet<string> = new Set(["subscriptionId", "resourceGroupName"]);

/** What a program does with a thing: makes it, gets it by an id from config, or knows nothing but such an id. */
export type Role = "made" | "got" | "id";

/** Gives the settings of a program their keys, each once. */
export class SettingKeys {
  readonly #taken = new Set([...common, approveKey]);
  readonly #common: ReadonlySet<string>;

  constructor(made: readonly Thing[]) {
    const values = new Map<string, Set<string>>();
    for (const thing of made) {
      for (const { path, value } of settingPlaces(thing)) {
        const place = path.join(".");
        values.set(place, (values.get(place) ?? new Set()).add(textOf(value)));
      }
    }
    this.#common = new Set([...values].flatMap(([property, { size }]) => (size === 1 ? [property] : [])));
  }

  /** The settings of a thing, which has this name in the program. */
  of(thing: Thing, role: Role, name: string, links: readonly Link[]): Setting[] {
    return settingsOf(thing, role, links).map(({ property, ...setting }) => {
      const isCommon = setting.path.length === 1 && common.has(property) && this.#common.has(property);
      return { ...setting, key: isCommon ? property : this.#keyFor(thing, name, property) };
    });
  }

  #keyFor(thing: Thing, name: string, property: string): string {
    const short = identifier(name, capitalized(property));
    const { word } = exportedKinds[thing.kind];
    return free(this.#taken.has(short) ? identifier(name, word + capitalized(property)) : short, this.#taken);
  }
}

function settingsOf(thing: Thing, role: Role, links: readonly Link[]): KeylessSetting[] {
  const { word } = exportedKinds[thing.kind];
  if (role !== "made") {
    return [{ property: `${word}Id`, is: "text", path: [], value: thing.id }];
  }
  return [
    ...settingPlaces(thing).map(({ path, value }) => ({
      property: path.at(-1) ?? "",
      is: "text" as const,
      path,
      value: textOf(value),
    })),
    ...thing.secrets.map((path) => ({
      property: path.at(-1) ?? "",
      // One value of an object, or, where nothing tells what is in it, the whole of it.
      is: path.length > 1 ? ("secret" as const) : ("secret object" as const),
      path,
    })),
    ...versionPlaces(thing, links)
      .filter(({ version, mappings }) => version !== mappings.outputs.version)
      .map(({ path, version }) => ({
        property: "mappingVersion",
        is: "pinned version" as const,
        path,
        value: textOf(version),
      })),
  ];
}

/** Where a thing has what differs from stage to stage. */
export function settingPlaces({ kind, inputs }: Thing): { path: readonly string[]; value: Json }[] {
  return (exportedKinds[kind].settings ?? [])
    .flatMap((pattern) => placesAt(inputs, pattern))
    .map(({ path }) => ({ path, value: valueAt(inputs, path) }))
    .filter(({ value }) => !isEmpty(value));
}

/** Where a flow says which version of a mapping set of the program it uses. */
export function versionPlaces(thing: Thing, links: readonly Link[]) {
  return links
    .filter(({ path, to }) => path.at(-1) === "mappingId" && to.leftOut === undefined)
    .map(({ path, to }) => {
      const place = [...path.slice(0, -1), "mappingVersion"];
      return { path: place, version: valueAt(thing.inputs, place), mappings: to };
    });
}

/** Whether the value of a setting may never be shown. */
export function isSecret({ is }: Setting): boolean {
  return is === "secret" || is === "secret object";
}
