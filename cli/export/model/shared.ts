import {
  factsOf,
  isJsonArray,
  isJsonObject,
  type Kind,
  kinds,
  Problem,
  quotedText,
  textOf,
} from "../../../provider/cliApi";
import { exportedKinds } from "../kinds";
import type { ExportedEntity } from "../read/entity";
import { referencesIn } from "../references";

/** An entity that another project owns, as the file of `--shared` names it. */
export interface SharedName {
  readonly kind: Kind;
  /** Its title or name, the code of a namespace, or its id. */
  readonly name: string;
}

/** Kinds of which entities that only shared ones use belong to the other project too. */
const parts: ReadonlySet<Kind> = new Set<Kind>([
  ...(["dataType", "fieldGroup", "schemaClass"] as const),
  ...(["mappingSet", "sourceConnection", "targetConnection"] as const),
]);

/** Why what only shared entities use is not in the program. */
const ofOtherProject = "only entities of another project use it";

/**
 * The names in a file of `--shared`: a JSON object with lists of names by class.
 *
 * @param file - its path, for errors
 */
export function sharedNames(text: string, file: string): SharedName[] {
  const lists = parsed(text);
  const classes = new Map(kinds.map((kind) => [exportedKinds[kind].className.split(".").at(-1), kind]));
  if (!isJsonObject(lists)) {
    throw invalid(file, "it is not a JSON object");
  }
  return Object.entries(lists).flatMap(([name, members]) => {
    const kind = classes.get(name);
    if (kind === undefined || typeof exportedKinds[kind].reads !== "string") {
      throw invalid(file, `${JSON.stringify(name)} is no class whose entities can be shared`);
    }
    if (!isJsonArray(members) || !members.every((member) => typeof member === "string")) {
      throw invalid(file, `${JSON.stringify(name)} is not a list of names`);
    }
    return members.map((member) => ({ kind, name: textOf(member) }));
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalid(file: string, problem: string): Problem {
  return new Problem({
    what: `The file ${JSON.stringify(file)} of --shared is invalid: ${problem}.`,
    advice: 'Write lists of titles, codes or ids by class, such as {"FieldGroup": ["ACME loyalty"]}.',
  });
}

/**
 * Marks the entities that another project owns: those that are named, and what belongs to them, such as their descriptors.
 * Parts that only these use are left out, because the other project creates them.
 */
export function withShared(
  entities: readonly ExportedEntity[],
  names: readonly SharedName[],
): readonly ExportedEntity[] {
  if (names.length === 0) {
    return entities;
  }
  const named = new Set(names.map((name) => onlyOne(entities, name)));
  const ids = new Set([...named].map(({ kind, id }) => `${kind} ${id}`));
  const belongs = (entity: ExportedEntity) => {
    const { reads } = exportedKinds[entity.kind];
    const owner = typeof reads === "object" && "of" in reads ? reads.of : undefined;
    return referencesIn(entity).some(
      ({ path, kind, id }) => path.join(".") === owner && ids.has(`${kind} ${id}`),
    );
  };
  return withoutTheirParts(
    entities.map((entity) => (named.has(entity) || belongs(entity) ? { ...entity, shared: true } : entity)),
  );
}

function onlyOne(entities: readonly ExportedEntity[], { kind, name }: SharedName): ExportedEntity {
  const { namedBy } = exportedKinds[kind];
  const isNamed = ({ id, title, inputs }: ExportedEntity) =>
    id === name ||
    title === name ||
    (namedBy !== undefined && textOf(inputs[namedBy]).toLowerCase() === name.toLowerCase());
  const [found, ...others] = entities.filter((entity) => entity.kind === kind && isNamed(entity));
  const { noun } = factsOf(kind);
  if (found === undefined) {
    throw new Problem({
      what: `The file of --shared names a ${noun} ${quotedText(name)} that is not exported.`,
      advice: "Check the spelling and --sandbox, or remove it from the file.",
    });
  }
  if (others.length > 0) {
    throw new Problem({
      what: `The file of --shared names the ${noun} ${quotedText(name)}, and ${others.length + 1} have this name.`,
      advice: `Write an id instead: ${[found, ...others].map(({ id }) => id).join(", ")}.`,
    });
  }
  return found;
}

function withoutTheirParts(entities: readonly ExportedEntity[]): readonly ExportedEntity[] {
  const byId = new Map(entities.map((entity) => [`${entity.kind} ${entity.id}`, entity]));
  const users = new Map<ExportedEntity, ExportedEntity[]>();
  for (const entity of entities) {
    for (const { kind, id } of referencesIn(entity)) {
      const to = byId.get(`${kind} ${id}`);
      if (to !== undefined) {
        users.set(to, [...(users.get(to) ?? []), entity]);
      }
    }
  }
  const isTheirs = (entity: ExportedEntity, path: ReadonlySet<ExportedEntity>): boolean => {
    if (entity.shared === true) {
      return true;
    }
    const own = new Set([...path, entity]);
    const others = (users.get(entity) ?? []).filter((user) => !own.has(user));
    return parts.has(entity.kind) && others.length > 0 && others.every((user) => isTheirs(user, own));
  };
  return entities.map((entity) =>
    entity.shared !== true && entity.leftOut === undefined && isTheirs(entity, new Set())
      ? { ...entity, leftOut: ofOtherProject }
      : entity,
  );
}
