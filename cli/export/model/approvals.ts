import type { ExportedEntity } from "../read/entity";
import type { Role } from "./settings";

/** Whether a program can have an approval of this entity. For an endpoint that is not approved now, it would show as a change. */
export function canHaveApproval({ kind, outputs }: ExportedEntity, role: Role): boolean {
  return role === "created" && kind === "privateEndpoint" && outputs.state === "Approved";
}

/** Whether the program has an approval of an endpoint. */
export function hasApproval({
  approvalVariable,
}: {
  readonly approvalVariable: string | undefined;
}): boolean {
  return approvalVariable !== undefined;
}
