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
