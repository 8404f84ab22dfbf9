/** The result of one create: nothing was created, an entity with this id was, or neither is known. */
export type CreationResult = { made: false } | { made: true; id: string } | { made: "unknown" };

/** A create of this process, as a note about it is stored (see host/creationNote.ts). */
export interface Creation {
  /** Identifies the inputs, see `creationKey` in the lifecycle. */
  readonly key: string;
  outcome: CreationResult;
}
