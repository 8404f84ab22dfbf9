import type { Definition, JsonObject, Session } from "../../provider/cliApi";
import { nameIn, type StateResource } from "../pulumi/stack";

/** A resource of this package in the stack. */
export interface Managed {
  readonly resource: StateResource;
  readonly definition: Definition;
  readonly session: Session;
  readonly id: string;
  /** Secrets in clear. */
  readonly outputs: JsonObject;
}

/** A resource as a message names it: `Dataset "orders"`. */
export function titleOf({ type, urn }: StateResource): string {
  return `${type.split(":").at(-1)} ${JSON.stringify(nameIn(urn))}`;
}
