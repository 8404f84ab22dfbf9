import { factsOf, type Kind, quotedText } from "../../../provider/cliApi";
import type { Expression } from "../expression";
import { exportedKinds, ofDestination } from "../kinds";
import { placesAt, withPlaces } from "../places";
import type { ExportedEntity } from "../read/entity";
import { isNamed, namesIn, referencesIn } from "../references";
import { canHaveApproval } from "./approvals";
import { declarationsOf } from "./declarations";
import { fileOf, filesOf, flowsBehind } from "./files";
import { free, identifier, resourceName } from "./names";
import { inOrder, type Link } from "./order";
import type { ProgramProvider } from "./programProvider";
import { type Role, type Setting, SettingKeys, settingPlaces, versionPlaces } from "./settings";
import { type SharedName, withShared } from "./shared";

/** An entity in the program. */
export interface Entry {
  readonly entity: ExportedEntity;
  readonly role: Role;
  /** Name of the resource. */
  readonly name: string;
  readonly variable: string;
  /** Variable of the endpoint's approval, if it has one. */
  readonly approvalVariable: string | undefined;
  /** File in the program, without extension. */
  readonly file: string;
  readonly links: readonly Link[];
  readonly settings: readonly Setting[];
}

/** The content of the program. */
export interface Model {
  /** All entities that were read, including those left out. */
  readonly entities: readonly ExportedEntity[];
  /** In the order of the program: each after the entities that it refers to. */
  readonly entries: readonly Entry[];
  /** The explicit provider of all resources; `undefined` if they have the default one. */
  readonly provider?: ProgramProvider | undefined;
  entryOf(entity: ExportedEntity): Entry;
  /** The files that refer to an entity. */
  filesUsing(entity: ExportedEntity): ReadonlySet<string>;
}

/** Whether the program manages connections of MadConnect; otherwise, it manages entities of AEP. */
export function isOfMadconnect({ entries }: Pick<Model, "entries">): boolean {
  return entries.some(({ entity }) => factsOf(entity.kind).service === "madconnect");
}

/** What the program does not create. */
export interface ModelOptions {
  /** Whether it gets private endpoints by ids from its config. */
  readonly shareEndpoints: boolean;
  /** What another project owns. Default: nothing. */
  readonly shared?: readonly SharedName[];
  /** The explicit provider of all resources. Default: none. */
  readonly provider?: ProgramProvider | undefined;
}

/** Decides which entities a program creates, their names and their files. */
export function modelOf(
  all: readonly ExportedEntity[],
  { shareEndpoints, shared = [], provider }: ModelOptions,
): Model {
  const entities = withShared(withoutOwners(withoutDestinations(all)), shared);
  const byId = indexOf(entities);
  const links = new Map(entities.map((entity) => [entity, isCreated(entity) ? linksIn(entity, byId) : []]));
  const linksOf = (entity: ExportedEntity) => links.get(entity) ?? [];
  const used = new Set([...links.values()].flat().map(({ to }) => to));
  const kept = entities.filter((entity) => isCreated(entity) || used.has(entity));
  const ordered = inOrder(kept, linksOf, (entity) => contentOf(entity, linksOf(entity)));
  const roleOf = ({ kind, leftOut, shared: isShared }: ExportedEntity): Role => {
    if (leftOut !== undefined) {
      return "id";
    }
    return isShared === true || (shareEndpoints && kind === "privateEndpoint") ? "get" : "created";
  };
  return new Program(entriesOf(ordered, linksOf, roleOf), entities, provider);
}

class Program implements Model {
  readonly entries: readonly Entry[];
  readonly entities: readonly ExportedEntity[];
  readonly #byEntity: ReadonlyMap<ExportedEntity, Entry>;
  readonly #files = new Map<ExportedEntity, Set<string>>();

  constructor(
    entries: readonly Entry[],
    entities: readonly ExportedEntity[],
    readonly provider: ProgramProvider | undefined,
  ) {
    this.entries = entries;
    this.entities = entities;
    this.#byEntity = new Map(entries.map((entry) => [entry.entity, entry]));
    for (const { file, links } of entries) {
      for (const { to } of links) {
        this.#files.set(to, (this.#files.get(to) ?? new Set()).add(file));
      }
    }
  }

  entryOf(entity: ExportedEntity): Entry {
    const entry = this.#byEntity.get(entity);
    if (entry === undefined) {
      throw new Error(`${entity.kind} ${entity.id} is not in the program`);
    }
    return entry;
  }

  filesUsing(entity: ExportedEntity): ReadonlySet<string> {
    return this.#files.get(entity) ?? new Set();
  }
}

function entriesOf(
  ordered: readonly ExportedEntity[],
  linksOf: (entity: ExportedEntity) => readonly Link[],
  roleOf: (entity: ExportedEntity) => Role,
): Entry[] {
  const names = namesFor(ordered);
  const nameOf = (entity: ExportedEntity) => names.get(entity) ?? entity.kind;
  const declarations = declarationsOf(byKindAndName(ordered, nameOf), linksOf);
  const flows = flowsBehind(ordered, declarations.linksOf);
  const files = filesOf(ordered, nameOf);
  const keys = new SettingKeys(ordered.filter((entity) => roleOf(entity) === "created"));
  const taken = new Set<string>();
  const variable = (name: string, word: string) => free(identifier(name, word), taken, "_");
  const entries = ordered.map((entity): Entry => {
    const [role, name, links] = [roleOf(entity), nameOf(entity), declarations.linksOf(entity)];
    const { word } = exportedKinds[entity.kind];
    return {
      entity,
      role,
      name,
      variable: variable(name, role === "id" ? `${word}Id` : word),
      approvalVariable: canHaveApproval(entity, role) ? variable(name, "Approval") : undefined,
      file: fileOf(entity, [...(flows.get(entity) ?? [])], files),
      links,
      settings: keys.of(entity, role, name, links),
    };
  });
  const places = new Map(declarations.order.map((entity, index) => [entity, index]));
  const placeOf = ({ entity }: Entry) => places.get(entity) ?? 0;
  return entries.toSorted((left, right) => placeOf(left) - placeOf(right));
}

function isCreated({ leftOut, shared }: ExportedEntity): boolean {
  return leftOut === undefined && shared !== true;
}

/** Entities by kind and id. */
export function indexOf(entities: readonly ExportedEntity[]): Map<string, ExportedEntity> {
  return new Map(entities.map((entity) => [`${entity.kind} ${entity.id}`, entity]));
}

/** Marks the entities that only destinations use as left out. */
function withoutDestinations(entities: readonly ExportedEntity[]): readonly ExportedEntity[] {
  const byId = indexOf(entities);
  const users = new Map<ExportedEntity, ExportedEntity[]>();
  for (const entity of entities) {
    const otherUses = (entity.uses ?? []).flatMap(({ kind, id }) => byId.get(`${kind} ${id}`) ?? []);
    for (const to of [...linksIn(entity, byId).map((link) => link.to), ...otherUses]) {
      users.set(to, [...(users.get(to) ?? []), entity]);
    }
  }
  const isOfDestination = (entity: ExportedEntity): boolean => {
    if (entity.leftOut === ofDestination) {
      return true;
    }
    const canBe = exportedKinds[entity.kind].servesDestinations === true;
    const usersOfEntity = users.get(entity) ?? [];
    return canBe && usersOfEntity.length > 0 && usersOfEntity.every(isOfDestination);
  };
  return entities.map((entity) =>
    entity.leftOut === undefined && isOfDestination(entity) ? { ...entity, leftOut: ofDestination } : entity,
  );
}

/** Marks what belongs to an entity that is left out as left out too: a descriptor belongs to its schema. */
function withoutOwners(entities: readonly ExportedEntity[]): readonly ExportedEntity[] {
  const byId = indexOf(entities);
  const ownerOf = (entity: ExportedEntity) => {
    const { reads } = exportedKinds[entity.kind];
    const input = typeof reads === "object" && "of" in reads ? reads.of : undefined;
    const reference = referencesIn(entity).find(({ path }) => path.join(".") === input);
    return reference === undefined ? undefined : byId.get(`${reference.kind} ${reference.id}`);
  };
  return entities.map((entity) => {
    const owner = ownerOf(entity);
    return entity.leftOut === undefined && owner?.leftOut !== undefined
      ? { ...entity, leftOut: `it belongs to the ${factsOf(owner.kind).noun} ${quotedText(owner.title)}` }
      : entity;
  });
}

/** The references of an entity to other entities, which are given by kind and id. */
export function linksIn(entity: ExportedEntity, byId: ReadonlyMap<string, ExportedEntity>): Link[] {
  const byIds = referencesIn(entity).flatMap(({ path, kind, id }) => {
    const to = byId.get(`${kind} ${id}`);
    return to === undefined ? [] : [{ path, to }];
  });
  const names = namesIn(entity);
  const kindsNamed = new Set(names.map(({ kind }) => kind));
  const candidates =
    kindsNamed.size === 0 ? [] : [...byId.values()].filter(({ kind }) => kindsNamed.has(kind));
  const byNames = names.flatMap((name): Link[] => {
    const to = candidates.find(
      ({ kind, inputs, leftOut }) => kind === name.kind && leftOut === undefined && isNamed(name, inputs),
    );
    return to === undefined ? [] : [{ path: name.path, to, by: name.by }];
  });
  return [...byIds, ...byNames];
}

/** The content of an entity, without values that differ between environments. */
function contentOf(entity: ExportedEntity, links: readonly Link[]): Expression {
  if (!isCreated(entity)) {
    return null;
  }
  const environmentSpecific = [
    ...links.map(({ path }) => path),
    ...versionPlaces(entity, links).map(({ path }) => path),
    ...settingPlaces(entity).map(({ path }) => path),
    ...placesAt(entity.inputs, "scheduleParams.startTime").map(({ path }) => path),
  ];
  const plain = withPlaces(
    entity.inputs,
    environmentSpecific.map((path) => ({ path, value: null })),
  );
  return [plain, entity.secrets];
}

/** Names that are unique within a kind. Of several entities with one title, the later ones get a number. */
function namesFor(ordered: readonly ExportedEntity[]): Map<ExportedEntity, string> {
  const taken = new Map<Kind, Set<string>>();
  const byTitle = ordered.toSorted((left, right) => compare(left.title, right.title));
  return new Map(
    byTitle.map((entity) => {
      const ofKind = taken.get(entity.kind) ?? new Set();
      taken.set(entity.kind, ofKind);
      const { word } = exportedKinds[entity.kind];
      return [entity, free(resourceName(entity.title, word.toLowerCase()), ofKind)];
    }),
  );
}

function byKindAndName(
  entities: readonly ExportedEntity[],
  nameOf: (entity: ExportedEntity) => string,
): ExportedEntity[] {
  const kinds = Object.keys(exportedKinds);
  return entities.toSorted(
    (left, right) =>
      kinds.indexOf(left.kind) - kinds.indexOf(right.kind) || compare(nameOf(left), nameOf(right)),
  );
}

// By code units, because the program must not depend on the language of the machine.
function compare(left: string, right: string): number {
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
