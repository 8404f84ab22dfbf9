import type { ExportedEntity } from "../read/entity";
import type { Role } from "./settings";

/** Whether the program has an approval of an endpoint. For an endpoint that is not approved now, it would show as a change. */
export function hasApproval({
  entity,
  role,
}: {
  readonly entity: ExportedEntity;
  readonly role: Role;
}): boolean {
  return role === "created" && entity.kind === "privateEndpoint" && entity.outputs.state === "Approved";
}
