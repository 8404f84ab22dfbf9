import { refusalToDelete } from "../api/refusals";
import { CallEndedError } from "../http/call";
import { Problem } from "../messages/problem";
import type { JsonObject } from "../values/json";
import { type Context, resourceContextOf } from "./context";
import type { ResourceApi, ResourceUser } from "./definition";

/** How long a thing in use is waited for while its users are going, and the pauses between attempts. Milliseconds. */
const patience = 300_000;
const firstPause = 1_000;
const longestPause = 15_000;

/** Deletes a thing; gone is success. Waits, bounded, for users that are on their way out. */
export async function deleteResource(context: Context, id: string, recorded: JsonObject): Promise<void> {
  const { definition, session } = context;
  const place = resourceContextOf(context, recorded);
  await definition.beforeRemoval?.(id, recorded, place, undefined);
  const { api } = place;
  const until = session.clock.now() + patience;
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      return await api.delete(id, recorded);
    } catch (error) {
      const refusal = refusalToDelete(error);
      if (refusal === undefined) {
        throw error;
      }
      const users = await usersOf(api, id, error);
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
        throw error;
      }
      place.call.report(
        users.length === 0
          ? `Waiting until the ${definition.noun} ${id} can be deleted: ${refusal.reason}.`
          : `Waiting to delete the ${definition.noun} ${id}: ${users.map(({ label }) => label).join(", ")} still being deleted.`,
      );
      await session.pause(place.call, pause, `the ${definition.noun} ${id} to be no longer in use`);
    }
  }
}

// Where the users cannot be listed, why the service refused is still the better thing to say.
async function usersOf(api: ResourceApi, id: string, refusal: unknown): Promise<readonly ResourceUser[]> {
  try {
    return await api.users(id);
  } catch (error) {
    throw error instanceof CallEndedError ? error : refusal;
  }
}

function inUse(noun: string, id: string, users: readonly string[], cause: unknown): Problem {
  return new Problem(
    {
      what: `The ${noun} ${id} is in use and cannot be deleted.`,
      details: users.map((user) => `  used by ${user}`),
      advice: "Delete what uses it first. If that belongs to another stack or to a person, ask there.",
    },
    { cause },
  );
}
