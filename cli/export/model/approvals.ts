import type { ExportedEntity } from "../read/entity";
import type { Role } from "./settings";

/** Whether a program can wait for the approval of an endpoint: one that is not approved now would show as a change. */
export function hasApproval({
  entity,
  role,
}: {
  readonly entity: ExportedEntity;
  readonly role: Role;
}): boolean {
  return role === "created" && entity.kind === "privateEndpoint" && entity.outputs.state === "Approved";
}
