import { refusalToDelete } from "../api/refusals";
import { CallEndedError, endOfWait } from "../http/call";
import { Problem } from "../messages/problem";
import type { JsonObject } from "../values/json";
import { type Context, resourceContextOf } from "./context";
import { noteDeleted } from "./creation/deletedReferences";
import { announceDeletion } from "./replacement/consequences";
import { refuseUnchecked } from "./replacement/newSandbox";
import { isForgotten } from "./replacement/permanence";
import type { ResourceApi, ResourceUser } from "./resourceApi";

/** How long to wait until the users of an entity are deleted, and the pauses between attempts. Milliseconds. */
const patience = 300_000;
const firstPause = 1_000;
const longestPause = 15_000;

/** Deletes an entity; one that is gone is a success. Waits, for a limited time, for users that are being deleted. */
export async function deleteResource(context: Context, id: string, recorded: JsonObject): Promise<void> {
  const { definition, session } = context;
  const place = resourceContextOf(context, recorded);
  refuseUnchecked(session, id);
  await definition.beforeRemoval?.(id, recorded, place, undefined);
  if (await isForgotten(context, place, id, recorded)) {
    return;
  }
  announceDeletion(context, id, recorded);
  const { api } = place;
  const until = endOfWait(place.call, session.clock, patience);
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      await api.delete(id, recorded);
      noteDeleted(context, id);
      return;
    } catch (error) {
      const refusal = refusalToDelete(error);
      if (refusal === undefined) {
        throw error;
      }
      const found = await usersOf(api, id, recorded, error);
      const users = found.filter(({ namesOnly }) => namesOnly !== true);
      const staying = users.filter(({ leaving }) => !leaving);
      if (staying.length > 0) {
        throw inUse(
          definition.noun,
          id,
          staying.map(({ label }) => label),
          error,
        );
      }
      if ((users.length === 0 && !refusal.passes) || session.clock.now() >= until) {
        throw withNaming(
          error,
          found.filter(({ namesOnly }) => namesOnly === true).map(({ label }) => label),
        );
      }
      session.announce(
        place.call,
        users.length === 0
          ? `Waiting to delete the ${definition.noun} ${id}: ${refusal.reason}.`
          : `Waiting to delete the ${definition.noun} ${id} until its users are deleted: ${users.map(({ label }) => label).join(", ")}.`,
      );
      await session.pause(place.call, pause, `the ${definition.noun} ${id} to be no longer in use`);
    }
  }
}

// If the users cannot be listed, the reason of the service is the more useful error.
async function usersOf(
  api: ResourceApi,
  id: string,
  recorded: JsonObject,
  refusal: unknown,
): Promise<readonly ResourceUser[]> {
  try {
    return await api.users(id, recorded);
  } catch (error) {
    throw error instanceof CallEndedError ? error : refusal;
  }
}

function inUse(noun: string, id: string, users: readonly string[], cause: unknown): Problem {
  return new Problem(
    {
      what: `The ${noun} ${id} is in use and cannot be deleted.`,
      details: users.map((user) => `  used by ${user}`),
      advice:
        "Delete the resources that use it first. If they belong to another stack or person, ask the owner.",
    },
    { cause },
  );
}

// Whether the service refuses the deletion for them is unknown, so its own words come first.
function withNaming(refusal: unknown, naming: readonly string[]): unknown {
  if (!(refusal instanceof Problem) || naming.length === 0) {
    return refusal;
  }
  const { details = [], advice, ...parts } = refusal.parts;
  const further = "If nothing else uses it, delete the resources that name it, or remove its id from them.";
  return new Problem(
    {
      ...parts,
      details: [...details, ...naming.map((user) => `  named by ${user}`)],
      advice: advice === undefined ? further : `${advice} ${further}`,
    },
    { cause: refusal },
  );
}
