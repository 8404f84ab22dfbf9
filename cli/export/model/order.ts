import { createHash } from "node:crypto";
import type { Expression } from "../expression";
import { exportedKinds } from "../kinds";
import type { ExportedEntity } from "../read/entity";

/** A reference from one entity to another. */
export interface Link {
  readonly path: readonly string[];
  readonly to: ExportedEntity;
  /** Output of the other entity that the input contains. Default: its id. */
  readonly by?: string;
}

/**
 * Sorts entities independently of ids and times, so that two equal environments result in the same program: by content,
 * by what they refer to and by what refers to them. Of entities that are equal in all of this, the one that was created
 * first is separated, and with it what belongs to it alone; so a flow keeps its own source and target connection.
 */
export function inOrder(
  entities: readonly ExportedEntity[],
  linksOf: (entity: ExportedEntity) => readonly Link[],
  contentOf: (entity: ExportedEntity) => Expression,
): ExportedEntity[] {
  const labels = new Labels(entities, linksOf, contentOf);
  return Object.keys(exportedKinds).flatMap((kind) => {
    const ofKind = entities
      .filter((entity) => entity.kind === kind)
      .toSorted((left, right) => left.createdAt - right.createdAt || (left.id < right.id ? -1 : 1));
    labels.separate(ofKind);
    return ofKind.toSorted((left, right) => (labels.of(left) < labels.of(right) ? -1 : 1));
  });
}

/**
 * A label for each entity. Entities with the same label cannot be distinguished by content and by what they are connected
 * with (colour refinement of graphs).
 */
class Labels {
  readonly #linksOf: (entity: ExportedEntity) => readonly Link[];
  readonly #users: ReadonlyMap<ExportedEntity, Link[]>;
  #labels: Map<ExportedEntity, string>;
  #counts: Map<string, number>;

  constructor(
    entities: readonly ExportedEntity[],
    linksOf: (entity: ExportedEntity) => readonly Link[],
    contentOf: (entity: ExportedEntity) => Expression,
  ) {
    this.#linksOf = linksOf;
    this.#users = new Map(entities.map((entity) => [entity, []]));
    for (const entity of entities) {
      for (const { path, to } of linksOf(entity)) {
        this.#users.get(to)?.push({ path, to: entity });
      }
    }
    this.#labels = new Map(
      entities.map((entity) => [entity, hashOf([entity.kind, entity.title, canonical(contentOf(entity))])]),
    );
    this.#counts = countsOf(this.#labels.values());
    let known = 0;
    while (this.#counts.size > known) {
      known = this.#counts.size;
      this.#labels = new Map(entities.map((entity) => [entity, this.#refined(entity)]));
      this.#counts = countsOf(this.#labels.values());
    }
  }

  of(entity: ExportedEntity): string {
    return this.#labels.get(entity) ?? "";
  }

  /** Gives each of these entities a label of its own. Of several with one label, the first in the list gets another one. */
  separate(entities: readonly ExportedEntity[]): void {
    for (;;) {
      const sharing = entities.filter((entity) => this.#isShared(this.of(entity)));
      const classes = Map.groupBy(sharing, (entity) => this.of(entity));
      if (classes.size === 0) {
        return;
      }
      // In an order that does not depend on ids and times either.
      for (const [label, members] of [...classes].sort(([left], [right]) => (left < right ? -1 : 1))) {
        for (const entity of members) {
          if (this.of(entity) === label && this.#isShared(label)) {
            // The number of those that remain makes it another label each time.
            this.#relabel(entity, hashOf([label, this.#counts.get(label)]));
            this.#spread([entity]);
          }
        }
      }
    }
  }

  /** Distinguishes what is connected with these entities, as far as it was not distinguished before. */
  #spread(changed: readonly ExportedEntity[]): void {
    let next = changed;
    while (next.length > 0) {
      const touched = new Set(
        next
          .flatMap((entity) => this.#neighbours(entity))
          .filter((entity) => this.#isShared(this.of(entity))),
      );
      const refined = [...touched].map((entity) => ({
        entity,
        before: this.of(entity),
        after: this.#refined(entity),
      }));
      const sizes = countsOf(refined.map(({ after }) => after));
      // Entities that all change alike are distinguished from nothing.
      const split = refined.filter(({ before, after }) => sizes.get(after) !== this.#counts.get(before));
      for (const { entity, after } of split) {
        this.#relabel(entity, after);
      }
      next = split.map(({ entity }) => entity);
    }
  }

  #neighbours(entity: ExportedEntity): ExportedEntity[] {
    return [...this.#linksOf(entity), ...(this.#users.get(entity) ?? [])].map(({ to }) => to);
  }

  #refined(entity: ExportedEntity): string {
    const about = ({ path, to }: Link) => `${path.join(".")} ${this.of(to)}`;
    const users = this.#users.get(entity) ?? [];
    return hashOf([this.of(entity), this.#linksOf(entity).map(about).sort(), users.map(about).sort()]);
  }

  #relabel(entity: ExportedEntity, label: string): void {
    const before = this.of(entity);
    this.#counts.set(before, (this.#counts.get(before) ?? 0) - 1);
    this.#counts.set(label, (this.#counts.get(label) ?? 0) + 1);
    this.#labels.set(entity, label);
  }

  #isShared(label: string): boolean {
    return (this.#counts.get(label) ?? 0) > 1;
  }
}

function countsOf(labels: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) {
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
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
