import { SchemaRegistry } from "../../api/schemaRegistry";
import type { Scope } from "../../config/realm";
import { ServiceError } from "../../http/serviceError";
import type { HookContext } from "../../lifecycle/definition";
import { InitializationError } from "../../lifecycle/failure";
import { type Refusal, refused } from "../../lifecycle/refusal";
import { quotedText, wordOrQuoted } from "../../messages/foreignText";
import type { Problem } from "../../messages/problem";
import { type JsonObject, textOf } from "../../values/json";
import { addTags } from "./addTags";
import { tagsKey, tagsOf, union } from "./enabledSchema";

/** Errors of the registry about what a schema needs for Profile. Without its tags, it would be created in vain. */
const isNotReady = /^XDM-(1413|152[678])-/;

/**
 * Sends the POST of a schema, and again without its tags after a refusal: no source documents tags in a new schema.
 * {@link reachTags} adds them afterwards.
 */
export async function createWithTags<Result>(
  body: JsonObject,
  send: (body: JsonObject) => Promise<Result>,
): Promise<Result> {
  try {
    return await send(body);
  } catch (error) {
    if (tagsOf(body).length === 0 || !mayBeAboutTags(error)) {
      throw error;
    }
    const { [tagsKey]: _, ...untagged } = body;
    return await send(untagged);
  }
}

/** Adds the tags of a new schema that AEP has left out or refused in its POST. */
export async function reachTags(
  id: string,
  wanted: JsonObject,
  outputs: JsonObject,
  context: HookContext<Scope>,
): Promise<JsonObject> {
  const tags = tagsOf(wanted);
  if (tags.length === 0 || context.call.operation !== "create") {
    return {};
  }
  const { session, scope, call } = context;
  try {
    await addTags(id, tags, new SchemaRegistry(session.gateway("aep", call), scope), context);
    return {};
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    // Recorded without tags, so that the next update adds them.
    throw new InitializationError(id, { ...outputs, [tagsKey]: undefined }, untagged(id, wanted, error));
  }
}

function mayBeAboutTags(error: unknown): boolean {
  return (
    error instanceof ServiceError && [400, 422].includes(error.status) && !isNotReady.test(error.code ?? "")
  );
}

/** A schema whose tags AEP refuses. */
export const tagsRefused: Refusal = {
  step: "up",
  title: "AEP has created the schema, but refuses its meta:immutableTags",
  advice: `Remove "${union}" from ${tagsKey}, and enable the schema with an aep.ProfileEnablement, which follows its identities.`,
};

function untagged(id: string, wanted: JsonObject, error: ServiceError): Problem {
  const tags = tagsOf(wanted);
  const { what, details = [], advice } = error.parts;
  return refused(
    tagsRefused,
    {
      what: `The schema ${quotedText(textOf(wanted.title))} (${wordOrQuoted(id)}) was created without its ${tagsKey} ${JSON.stringify(tags)}.`,
      details: [what, ...details],
      ...(tags.includes(union) ? {} : { advice: advice ?? "Run pulumi up again to add them." }),
    },
    { cause: error },
  );
}
