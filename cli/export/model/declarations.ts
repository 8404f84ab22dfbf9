import type { ExportedEntity } from "../read/entity";
import type { Link } from "./order";

/** The statements of a program in their order. */
export interface Declarations {
  /** Each entity after those that it refers to. */
  readonly order: readonly ExportedEntity[];
  /** The references of an entity, without those that lead back to it: no program can declare such entities. */
  linksOf(entity: ExportedEntity): readonly Link[];
}

/**
 * Moves entities behind those that they refer to, and keeps the given order otherwise. Field groups can extend field groups,
 * so an order of kinds is not enough.
 */
export function declarationsOf(
  entities: readonly ExportedEntity[],
  linksOf: (entity: ExportedEntity) => readonly Link[],
): Declarations {
  const links = new Map<ExportedEntity, readonly Link[]>();
  const order: ExportedEntity[] = [];
  const visit = (entity: ExportedEntity, users: ReadonlySet<ExportedEntity>) => {
    if (links.has(entity)) {
      return;
    }
    const own = new Set([...users, entity]);
    const forward = linksOf(entity).filter(({ to }) => !own.has(to));
    links.set(entity, forward);
    for (const { to } of forward) {
      visit(to, own);
    }
    order.push(entity);
  };
  for (const entity of entities) {
    visit(entity, new Set());
  }
  return { order, linksOf: (entity) => links.get(entity) ?? [] };
}
