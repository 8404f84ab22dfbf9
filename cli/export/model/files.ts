import { exportedKinds } from "../kinds";
import type { ExportedEntity } from "../read/entity";
import { fileNames } from "./names";
import type { Link } from "./order";

/** The flows that need an entity, directly or through others. */
export function flowsBehind(
  ordered: readonly ExportedEntity[],
  linksOf: (entity: ExportedEntity) => readonly Link[],
): Map<ExportedEntity, Set<ExportedEntity>> {
  const flows = new Map<ExportedEntity, Set<ExportedEntity>>(
    ordered.map((entity) => [entity, new Set<ExportedEntity>()]),
  );
  const spread = (flow: ExportedEntity, entity: ExportedEntity) => {
    flows.get(entity)?.add(flow);
    for (const { to } of linksOf(entity)) {
      spread(flow, to);
    }
  };
  for (const entity of ordered) {
    if (entity.kind === "flow") {
      spread(entity, entity);
    }
  }
  return flows;
}

/** Files of the entities that have one of their own, without extension. */
export function filesOf(
  ordered: readonly ExportedEntity[],
  nameOf: (entity: ExportedEntity) => string,
): Map<ExportedEntity, string> {
  const own = ordered.filter((entity) => folderOf(entity) !== undefined);
  return new Map(
    [...Map.groupBy(own, folderOf)].flatMap(([folder, entities]) => {
      const names = fileNames(entities.map(nameOf), folder ?? "");
      return entities.map((entity): [ExportedEntity, string] => {
        const name = nameOf(entity);
        return [entity, `${folder}/${names.get(name) ?? name}`];
      });
    }),
  );
}

/** The folder for entities that have a file each. */
function folderOf({ kind }: ExportedEntity): string | undefined {
  const { home } = exportedKinds[kind];
  if (typeof home === "object") {
    return home.folder;
  }
  return kind === "flow" ? "flows" : undefined;
}

/** The file of an entity in the program, without extension. */
export function fileOf(
  entity: ExportedEntity,
  flows: readonly ExportedEntity[],
  files: ReadonlyMap<ExportedEntity, string>,
): string {
  const { home } = exportedKinds[entity.kind];
  if (typeof home === "object") {
    return files.get(entity) ?? home.folder;
  }
  if (home !== "flow") {
    return home;
  }
  const [flow, ...others] = flows;
  return flow === undefined || others.length > 0 ? "shared" : (files.get(flow) ?? "shared");
}
