import type { JsonObject, Kind } from "../../provider/cliApi";

/** A resource of a stack or an entity of a sandbox, from which a node is made. */
export interface Part {
  readonly kind: Kind;
  readonly id: string;
  /** Its name in the graph. */
  readonly title: string;
  /** Names that `--flow` finds it by, besides the id. */
  readonly names: readonly string[];
  /** Inputs, with plain ids of other entities. */
  readonly inputs: JsonObject;
  /** Its state as the service names it; empty if it has none. */
  readonly state: string;
  /** Organisation and sandbox, or account: ids are looked up among parts with the same scope. */
  readonly scope: string;
  /** Name of the sandbox, which is shown if there are several; empty if it has none. */
  readonly sandbox: string;
  /** Whether it is only read, not managed. */
  readonly isOutside: boolean;
}
