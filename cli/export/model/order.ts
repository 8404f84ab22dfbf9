import { createHash } from "node:crypto";
import type { Expression } from "../expression";
import { exportedKinds } from "../kinds";
import type { ExportedEntity } from "../read/entity";

/** A reference from one entity to another. */
export interface Link {
  readonly path: readonly string[];
  readonly to: ExportedEntity;
}

/** Rounds after which an entity's hash covers all entities that it is connected with. */
const rounds = 8;

/**
 * Sorts entities independently of ids and times, so that two equal environments result in the same program: by content,
 * by what they refer to and by what refers to them. Entities that are equal in all of this are sorted by creation time,
 * which then makes no difference.
 */
export function inOrder(
  entities: readonly ExportedEntity[],
  linksOf: (entity: ExportedEntity) => readonly Link[],
  contentOf: (entity: ExportedEntity) => Expression,
): ExportedEntity[] {
  const users = new Map<ExportedEntity, Link[]>(entities.map((entity) => [entity, []]));
  for (const entity of entities) {
    for (const { path, to } of linksOf(entity)) {
      users.get(to)?.push({ path, to: entity });
    }
  }
  let hashes = new Map(
    entities.map((entity) => [entity, hashOf([entity.kind, entity.title, canonical(contentOf(entity))])]),
  );
  for (let round = 0; round < rounds; round++) {
    const before = hashes;
    const about = ({ path, to }: Link) => `${path.join(".")} ${before.get(to)}`;
    hashes = new Map(
      entities.map((entity) => [
        entity,
        hashOf([
          before.get(entity),
          linksOf(entity).map(about).sort(),
          (users.get(entity) ?? []).map(about).sort(),
        ]),
      ]),
    );
  }
  const positions = new Map<ExportedEntity, number>();
  const ordered: ExportedEntity[] = [];
  const kinds = Object.keys(exportedKinds);
  for (const kind of kinds) {
    const key = (entity: ExportedEntity) =>
      [
        hashes.get(entity),
        ...linksOf(entity).map(({ to }) => String(positions.get(to)).padStart(8, "0")),
        String(entity.createdAt).padStart(16, "0"),
        entity.id,
      ].join(" ");
    const ofKind = entities
      .filter((entity) => entity.kind === kind)
      .map((entity) => ({ entity, key: key(entity) }));
    ofKind.sort((left, right) => (left.key < right.key ? -1 : 1));
    for (const { entity } of ofKind) {
      positions.set(entity, ordered.length);
      ordered.push(entity);
    }
  }
  return ordered;
}

function hashOf(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

/** The same value with sorted keys. */
function canonical(value: Expression): unknown {
  if (Array.isArray(value)) {
    return value.map(canonical);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, inner]) => [key, canonical(inner)]);
}
