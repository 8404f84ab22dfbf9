import type { Emulator, RequestContext } from "../core/emulator";
import type { JsonObject } from "../core/json";
import { FlowServiceError } from "../specs/errors";

/** Whether an entity is a draft. */
export function isDraft({ state }: JsonObject): boolean {
  return typeof state === "string" && state.toLowerCase() === "draft";
}

/** Whether a request creates a draft. */
export function wantsDraft(context: RequestContext): boolean {
  const mode = context.req.query("mode");
  if (mode !== undefined && mode !== "draft") {
    throw new FlowServiceError("FLOW-1451-400", `mode is draft, not ${mode}`);
  }
  return mode === "draft";
}

/**
 * Refuses a draft whose spec does not support drafts.
 *
 * @param supported - `attributes.isDraftModeSupported` of the spec.
 */
export function checkDraftsSupported({ switches }: Emulator, supported: boolean, specId: string): void {
  if (!supported && switches.unsupportedDraft === "refuse") {
    throw new FlowServiceError("FLOW-1100-400", `Spec ${specId} does not support draft mode`);
  }
}

/** Refuses to publish an entity, or to create a published one, while an entity that it refers to is a draft. */
export function checkPublished(
  { switches }: Emulator,
  parent: JsonObject | undefined,
  { creating }: { creating: boolean },
): void {
  if (parent !== undefined && isDraft(parent) && !(creating && switches.childOfDraft === "accept")) {
    throw new FlowServiceError("FLOW-1416-400", `${String(parent.id)} is a draft; publish it first`);
  }
}
