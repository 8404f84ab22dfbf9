import type { Emulator } from "../core/emulator";
import { equal, type JsonObject } from "../core/json";
import { livingReferrers } from "../core/living";
import type { Stored } from "../core/store";
import type { Switches } from "../core/switches";
import type { ErrorCode } from "../specs/errorCodes";
import { FlowServiceError } from "../specs/errors";

/** The fields that clients cannot change in any collection. */
const readOnlyFields: readonly string[] = [
  "id",
  "createdAt",
  "updatedAt",
  "createdBy",
  "updatedBy",
  "createdClient",
  "updatedClient",
  "sandboxId",
  "sandboxName",
  "imsOrgId",
  "version",
  "etag",
  "inheritedAttributes",
  "lastOperation",
  "lastRunDetails",
  "providerRefId",
  "runs",
];

/** Refuses a patch of a read-only field, or of a field that a collection does not have. */
export function checkPatchPath(path: string, fields: readonly string[], switches: Switches): void {
  const field = path.split("/")[1] ?? "";
  const known = field === "state" || fields.includes(field) || switches.unknownFields === "ignore";
  if (readOnlyFields.includes(field) || !known) {
    throw new FlowServiceError("CONNECTOR-1365-400", `${path} cannot be patched`);
  }
}

/** Refuses a patch of the state, or an invalid state. */
export function checkPatchedState({ switches }: Emulator, before: JsonObject, after: JsonObject): void {
  const { state } = after;
  if (before.state === state) {
    return;
  }
  if (switches.patchState === "refuse") {
    throw new FlowServiceError("CONNECTOR-1365-400", "/state cannot be patched");
  }
  if (state !== "enabled" && state !== "disabled" && state !== "initializing") {
    throw new FlowServiceError("FLOW-1456-400", "state is one of enabled, disabled, initializing");
  }
}

/** Refuses a patch that changes fixed fields. */
export function checkFixedFields(
  before: JsonObject,
  after: JsonObject,
  names: readonly string[],
  code: ErrorCode,
): void {
  for (const name of names) {
    if (!equal(before[name], after[name])) {
      throw new FlowServiceError(code, `${name} cannot be updated`);
    }
  }
}

/** Refuses to delete a source or target connection that a flow uses. */
export function checkNotUsedByFlows(emulator: Emulator, { id, collection }: Stored): void {
  const flows = livingReferrers(emulator, id, "flows");
  if (flows.length > 0 && emulator.switches.connectionUsedByFlow === "refuse") {
    throw new FlowServiceError(
      "FLOW-1447-400",
      `Flows ${flows.map((flow) => flow.id).join(", ")} contain the id ${id}`,
      { type: collection, id },
    );
  }
}
