import {
  identityOfId,
  isEmpty,
  type JsonObject,
  type Kind,
  kinds,
  textOf,
  valueAt,
} from "../../provider/cliApi";
import { placesAt } from "../export/places";
import type { ExportedEntity } from "../export/read/entity";

/** What identifies an entity in every sandbox, by the inputs that contain it. */
interface KeyRule {
  /** Dotted paths of inputs with values that are the same in every sandbox. */
  readonly own: readonly string[];
  /** Dotted patterns of inputs with ids of other entities: their titles are a part of the key. */
  readonly of?: readonly string[];
  /** Entities that use this one and identify it: their kind, and the pattern of their inputs with its id. */
  readonly usedBy?: { readonly kind: Kind; readonly at: string };
  /** Whether the case of letters does not matter. */
  readonly ignoresCase?: true;
}

const titled: KeyRule = { own: ["title"] };
const connection: KeyRule = { own: ["connectionSpec.id", "name"] };

/** The key of every kind. Titles of the Schema Registry are unique across all of its types. */
export const keyRules: Readonly<Record<Kind, KeyRule>> = {
  privateEndpoint: {
    own: ["subscriptionId", "resourceGroupName", "resourceName", "connectionSpec.id"],
    ignoresCase: true,
  },
  // The export reads none: its endpoint shows whether it is approved.
  azurePrivateEndpointApproval: { own: ["privateEndpointId"] },
  dataType: titled,
  fieldGroup: titled,
  schemaClass: titled,
  schema: titled,
  identityNamespace: { own: ["code"], ignoresCase: true },
  descriptor: { own: ["type", "sourceProperty"], of: ["sourceSchema"] },
  profileEnablement: { own: [], of: ["schemaId"] },
  dataset: { own: ["name"], of: ["schemaRef.id"] },
  mergePolicy: { own: ["name"], of: ["schema.name"] },
  baseConnection: connection,
  sourceConnection: connection,
  targetConnection: connection,
  mappingSet: { own: [], usedBy: { kind: "flow", at: "transformations.*.params.mappingId" } },
  publicKey: { own: ["name"] },
  flow: { own: ["name"], of: ["sourceConnectionIds.*", "targetConnectionIds.*"] },
  madconnectConnection: { own: ["name", "srcConnectorId", "destConnectorId"] },
};

/** Kinds whose entities have the ids of others: an enablement has that of its schema. */
export const withIdsOfOthers: ReadonlySet<Kind> = new Set(["profileEnablement"]);

/** An entity with its key. */
export interface KeyedEntity {
  readonly entity: ExportedEntity;
  /** The same for the counterpart in another sandbox. */
  readonly key: string;
  /** Its name in reports. */
  readonly name: string;
  /** Ids of the entities whose names are a part of the key. */
  readonly dependsOn: readonly string[];
}

/** The entities of a sandbox with their keys. A mapping set that no flow uses has none, and is left out. */
export function keyed(entities: readonly ExportedEntity[]): KeyedEntity[] {
  const titles = new Map(
    entities
      .filter(({ kind }) => !withIdsOfOthers.has(kind))
      .map(({ id, title }) => [identityOfId(id), title]),
  );
  const done = new Map<string, KeyedEntity>();
  const users = usersOf(entities);
  for (const kind of withUsersFirst()) {
    for (const entity of entities.filter((one) => one.kind === kind)) {
      const found = keyOf(entity, { titles, users: users.get(entity.id) ?? [], done });
      if (found !== undefined) {
        done.set(placeOf(entity), found);
      }
    }
  }
  return [...done.values()];
}

/** An input that contains the id of an entity that the user of it identifies. */
interface Use {
  readonly user: ExportedEntity;
  readonly path: string;
}

interface Known {
  readonly titles: ReadonlyMap<string, string>;
  readonly users: readonly Use[];
  readonly done: ReadonlyMap<string, KeyedEntity>;
}

function keyOf(entity: ExportedEntity, { titles, users, done }: Known): KeyedEntity | undefined {
  const { kind, recordedInputs, title } = entity;
  const { own, of = [], usedBy, ignoresCase = false } = keyRules[kind];
  const values = own.map((path) => textsAt(recordedInputs, path).join());
  const owners = of.map((pattern) => textsAt(recordedInputs, pattern));
  const ownerTitles = owners.map((ids) => ids.map((id) => titles.get(identityOfId(id)) ?? id).toSorted());
  if (usedBy !== undefined && users.length === 0) {
    return undefined;
  }
  const uses = users.map(({ user, path }) => `${done.get(placeOf(user))?.key ?? user.id} ${path}`).toSorted();
  const parts = [...values.map((value) => (ignoresCase ? value.toLowerCase() : value)), ownerTitles, uses];
  return {
    entity,
    key: JSON.stringify([kind, ...parts]),
    name: nameOf(title, kind, ownerTitles.flat(), users),
    dependsOn: [...owners.flat(), ...users.map(({ user }) => user.id)],
  };
}

/** A name that tells entities of one kind apart: that of their owner is added where they have no own one. */
function nameOf(title: string, kind: Kind, owners: readonly string[], users: readonly Use[]): string {
  const user = users.map((use) => use.user.title).join(", ");
  if (user !== "") {
    return `of ${user}`;
  }
  return kind === "descriptor" || title === "" ? `${title} of ${owners.join(", ")}`.trim() : title;
}

function usersOf(entities: readonly ExportedEntity[]): Map<string, Use[]> {
  const users = new Map<string, Use[]>();
  for (const kind of kinds) {
    const { usedBy } = keyRules[kind];
    for (const user of usedBy === undefined ? [] : entities.filter((one) => one.kind === usedBy.kind)) {
      for (const { path, value } of placesAt(user.recordedInputs, usedBy?.at ?? "")) {
        const id = String(value);
        users.set(id, [...(users.get(id) ?? []), { user, path: path.join(".") }]);
      }
    }
  }
  return users;
}

/** Every kind, those last whose keys contain the keys of their users. */
function withUsersFirst(): Kind[] {
  return kinds.toSorted((left, right) => rankOf(left) - rankOf(right));
}

function rankOf(kind: Kind): number {
  return keyRules[kind].usedBy === undefined ? 0 : 1;
}

function placeOf({ kind, id }: ExportedEntity): string {
  return `${kind} ${id}`;
}

function textsAt(inputs: JsonObject, pattern: string): string[] {
  return placesAt(inputs, pattern)
    .map(({ path }) => valueAt(inputs, path))
    .filter((value) => !isEmpty(value))
    .map(textOf);
}
