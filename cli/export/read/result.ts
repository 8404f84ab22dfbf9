import type { Kind } from "../../../provider/cliApi";
import type { ExportedEntity } from "./entity";

/** The entities that were read. */
export interface ReadResult {
  readonly entities: readonly ExportedEntity[];
  /** What could not be read, for the report. */
  readonly gaps: readonly Gap[];
  /** What the services themselves have created in every sandbox, as far as the report lists it. Default: nothing. */
  readonly readyMade?: readonly ReadyMade[];
}

/** An entity that a service creates in every sandbox by itself. */
export interface ReadyMade {
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
