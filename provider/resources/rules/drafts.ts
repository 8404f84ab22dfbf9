import type { Json, JsonObject } from "../../values/json";

/** Whether an entity is a draft: AEP keeps it without using it. No source shows how the state is spelled. */
export function isDraft(state: Json): boolean {
  return typeof state === "string" && state.toLowerCase() === "draft";
}

/**
 * Why a draft is left as it is, as the end of a sentence. Publishing it starts a flow, which only a person decides, and
 * what AEP accepts for a draft differs from what it accepts for other entities.
 */
export function heldAsDraft({ state }: JsonObject): string | undefined {
  return isDraft(state)
    ? "it is a draft in AEP, and pulumi up neither changes nor publishes drafts. Publish it in AEP, then run pulumi up --refresh."
    : undefined;
}

/** An entity whose other states do not matter: only that of a draft is recorded. */
export function withDraftState(entity: JsonObject): JsonObject {
  const { state, ...others } = entity;
  return isDraft(state) ? entity : others;
}
