import { namesOf } from "../../config/keys";
import { placeName } from "../../config/realm";
import { Problem } from "../../messages/problem";
import type { JsonObject } from "../../values/json";
import { type Context, type ResourceContext, realmOf } from "../context";
import type { Permanence, Replacement } from "../definition";
import { subjectOf } from "../subject";
import { notice } from "./notices";
import { noteUnchecked } from "./unchecked";

const key = "forgetUndeletable";

/**
 * Whether an entity is removed from the state only, because its service never deletes it and the configuration accepts that;
 * this is reported once per process for all entities that stay for the same reason. Without the configuration, the removal
 * is refused. What the service says decides, not what this process has done before: a destroy may be the second one, after
 * the first was killed.
 *
 * @param replacement - the replacement that requires the removal. Default: none, the entity is deleted.
 */
export async function isForgotten(
  context: Context,
  place: ResourceContext,
  id: string,
  recorded: JsonObject,
  replacement?: Replacement,
): Promise<boolean> {
  const { definition, session } = context;
  const found = await permanenceOf(context, place, id, recorded, replacement);
  if (found === undefined) {
    return false;
  }
  const where = placeName(realmOf(definition), place.scope);
  if (!session.settings.isOn(key)) {
    throw refusal(context, subjectOf(definition, id, recorded), found, where, replacement);
  }
  notice(
    context,
    `${found.reason} ${namesOf(key)} is set, so, as far as they are deleted, these are removed from the state only and stay ${where}: ` +
      `${found.stays.join(", ")}.`,
    `permanence of ${found.about}`,
  );
  return true;
}

/** Why an entity is never deleted. If a replacement cannot find that out, it warns; the deletion itself fails then. */
async function permanenceOf(
  context: Context,
  place: ResourceContext,
  id: string,
  recorded: JsonObject,
  replacement: Replacement | undefined,
): Promise<Permanence | undefined> {
  const { definition } = context;
  try {
    return await definition.permanence?.(id, recorded, place);
  } catch (error) {
    if (replacement === undefined) {
      throw error;
    }
    noteUnchecked(place, `whether AEP can delete the ${subjectOf(definition, id, recorded)}`, error);
    return undefined;
  }
}

function refusal(
  { session }: Context,
  subject: string,
  { reason, stays }: Permanence,
  where: string,
  replacement: Replacement | undefined,
): Problem {
  // Without a program, the engine configures the provider as the last up was.
  const isRecorded = replacement === undefined && !session.run.hasChecked;
  return new Problem({
    what: `The ${subject} is not ${replacement === undefined ? "deleted" : "replaced"}: ${reason}`,
    details: [`These would stay ${where}: ${stays.join(", ")}.`],
    advice:
      `Keep it in the program, or set ${namesOf(key)} to true to remove all of them from the state only. ` +
      (isRecorded
        ? `A destroy uses the configuration that the last pulumi up recorded: after pulumi config set aep:${key} true, run ` +
          "pulumi up, or pass --run-program to destroy; the environment variable has an effect at once."
        : "Then run pulumi up again."),
  });
}
