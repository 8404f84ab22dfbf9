import type { Kind } from "../../../provider/cliApi";
import type { ExportedEntity } from "./entity";

/** The entities that were read. */
export interface ReadResult {
  readonly entities: readonly ExportedEntity[];
  /** What could not be read, for the report. */
  readonly gaps: readonly Gap[];
  /** What the services themselves have created in every sandbox, as far as the report lists it. Default: nothing. */
  readonly readyMade?: readonly NamedEntity[];
  /** Mapping sets that nothing refers to. Default: they were not listed, or that failed. */
  readonly unused?: readonly NamedEntity[] | undefined;
}

/** An entity that is not exported, for the report. */
export interface NamedEntity {
  readonly kind: Kind;
  readonly id: string;
  readonly title: string;
}

/** An entity, a collection or a question that could not be read. */
export interface Gap {
  /** Beginning of the sentence, such as the plural of a kind. */
  readonly subject: string;
  /** Id of the entity, if it is about one. */
  readonly id?: string;
  /** End of the sentence. */
  readonly problem: string;
  /** The error. Default: the problem says everything. */
  readonly cause?: string;
}
