import type { Operation } from "rfc6902";
import { isMissing } from "../../api/registryParts";
import type { SchemaRegistry } from "../../api/schemaRegistry";
import type { Scope } from "../../config/realm";
import { LostResponseError, ServiceError } from "../../http/serviceError";
import type { HookContext } from "../../lifecycle/definition";
import { type Refusal, refused } from "../../lifecycle/refusal";
import { wordOrQuoted } from "../../messages/foreignText";
import type { Problem } from "../../messages/problem";
import { isJsonArray, type JsonObject, textOf } from "../../values/json";
import { registryPauses } from "../rules/registryPauses";
import { tagsKey, tagsOf } from "./enabledSchema";

/** Errors of the registry about identities that a schema needs for Profile. */
const lacksIdentity = /^XDM-152[678]-/;

/**
 * Adds tags to a schema, such as `union`, which enables it for Profile. Finds those that it has: after a request whose
 * response was lost, or because someone else has added them.
 *
 * @returns the `$id` of the schema
 */
export async function addTags(
  id: string,
  tags: readonly string[],
  registry: SchemaRegistry,
  { session, call }: HookContext<Scope>,
): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const schema = await registry.get(id);
    const missing = tags.filter((tag) => !tagsOf(schema).includes(tag));
    if (schema !== undefined && missing.length === 0) {
      return textOf(schema.$id);
    }
    let failure: Problem | undefined;
    try {
      if (schema !== undefined) {
        return textOf((await registry.patch(id, tagging(schema, missing))).$id ?? schema.$id);
      }
    } catch (error) {
      // A read shows whether the tag was set; a schema that was just created may not be visible to writes yet.
      if (!(error instanceof LostResponseError || isMissing(error) || isLate(error))) {
        throw error;
      }
      failure = error;
    }
    const pause = registryPauses.invisible[attempt];
    const mayAppear = session.handedOut.has(id) || failure instanceof LostResponseError;
    if (pause === undefined || !mayAppear) {
      throw failure ?? unknownSchema(id);
    }
    await session.pause(call, pause, "the schema to become visible in AEP", failure);
  }
}

/** Whether the registry may not know identities yet that this process has just created. */
function isLate(error: unknown): error is ServiceError {
  return error instanceof ServiceError && lacksIdentity.test(error.code ?? "");
}

function tagging({ [tagsKey]: tags }: JsonObject, missing: readonly string[]): readonly Operation[] {
  return isJsonArray(tags)
    ? missing.map((value) => ({ op: "add", path: `/${tagsKey}/-`, value }))
    : [{ op: "add", path: `/${tagsKey}`, value: missing }];
}

/** A schema that is to get tags does not exist. */
export const schemaUnknown: Refusal = {
  step: "up",
  title: "The schema does not exist",
  advice: "Check the id and the sandbox: ids of schemas differ between sandboxes.",
};

function unknownSchema(id: string): Problem {
  return refused(schemaUnknown, {
    what: `The schema ${wordOrQuoted(id)} does not exist, so it was not enabled for Profile.`,
  });
}
