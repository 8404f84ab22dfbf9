import { endOfWait } from "../../http/call";
import { comparedFields, viewOf } from "../../lifecycle/context";
import type { Definition, HookContext } from "../../lifecycle/definition";
import { seenFields } from "../../lifecycle/read";
import { isSame } from "../../values/compare";
import type { JsonObject } from "../../values/json";

/**
 * How long the registry was seen to return 404 for a new entity, and the previous values of a changed one, with a margin.
 * Milliseconds.
 */
const patience = { create: 30_000, update: 10_000 };

const firstPause = 500;
const longestPause = 4_000;

/**
 * Waits until reads show an entity as it was written, because the next refresh would otherwise take it for gone or changed.
 * Reports an entity that reads do not show in time, and fails only with its call: it was written all the same.
 */
export async function untilShown(
  definition: Definition,
  id: string,
  written: JsonObject,
  read: (id: string) => Promise<JsonObject | undefined>,
  { session, call }: Pick<HookContext, "session" | "call">,
): Promise<void> {
  const until = session.clock.now() + patience[call.operation === "create" ? "create" : "update"];
  const end = Math.min(until, endOfWait(call, session.clock, Number.POSITIVE_INFINITY));
  const purpose = `AEP to show the ${definition.noun} ${id} as written`;
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    const entity = await read(id);
    if (entity !== undefined && isShown(definition, entity, written)) {
      return;
    }
    if (session.clock.now() + pause >= end) {
      call.report(
        `AEP does not show the ${definition.noun} ${id} as it was written yet. A refresh may report it as ${
          entity === undefined ? "deleted" : "changed"
        } until AEP does.`,
      );
      return;
    }
    await session.pause(call, pause, purpose);
  }
}

/** Whether a refresh would find no difference. */
function isShown(definition: Definition, entity: JsonObject, written: JsonObject): boolean {
  const seen = seenFields(definition, viewOf(definition, entity), written);
  return isSame(seen, comparedFields(definition, written));
}
