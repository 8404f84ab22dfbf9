import type { Kind } from "../../../provider/cliApi";
import type { ExportedInputs } from "../kinds";
import { exportedKinds } from "../kinds";
import type { ExportedEntity } from "./entity";

/**
 * An entity with the inputs that follow from others, in the program and in the state, so that the first preview reports no
 * difference between the two.
 *
 * @param others - the inputs of the other exported entities, or of those in the stack
 */
export function relatedTo(entity: ExportedEntity, others: ExportedInputs): ExportedEntity {
  const { relate } = exportedKinds[entity.kind];
  if (relate === undefined) {
    return entity;
  }
  return {
    ...entity,
    inputs: relate(entity.inputs, entity.id, others),
    recordedInputs: relate(entity.recordedInputs, entity.id, others),
  };
}

/** The entities with inputs that follow from each other. */
export function related(entities: readonly ExportedEntity[]): ExportedEntity[] {
  const inputsOf = (kind: Kind) =>
    new Map(entities.flatMap((one) => (one.kind === kind ? [[one.id, one.inputs]] : [])));
  return entities.map((one) => relatedTo(one, inputsOf));
}
