import { FlowService } from "../../api/flowService";
import { inletOutputs } from "../../auth/serviceParams";
import type { Scope } from "../../config/realm";
import { flowSpecTable } from "../../connectors/flowSpecs";
import { streaming } from "../../connectors/streaming";
import { endOfWait } from "../../http/call";
import type { HookContext } from "../../lifecycle/definition";
import { InitializationError } from "../../lifecycle/failure";
import { quotedText } from "../../messages/foreignText";
import { isEmpty } from "../../values/compare";
import { type JsonObject, textOf, valueAt } from "../../values/json";

/**
 * How long a read of a new webhook flow may not show its inlet, and the pause between reads. Milliseconds. Adobe's guide
 * shows a flow that was updated six seconds after its creation.
 */
const inletWithin = 30_000;
const pauseBetween = 2_000;

/**
 * The outputs of a base connection that an update may have changed without returning them. They are read only where they
 * are unknown: in a state of an older version, and where the program no longer sets `authenticationRequired`.
 *
 * @param wanted - the inputs
 * @param outputs - the outputs after the update, in part those recorded before
 */
export async function inletAfterUpdate(
  id: string,
  wanted: JsonObject,
  outputs: JsonObject,
  { session, scope, call }: HookContext<Scope>,
): Promise<JsonObject> {
  const hasInlet =
    outputs.inletUrl !== undefined || valueAt(wanted, "connectionSpec.id") === streaming.httpStreaming.id;
  if (!hasInlet) {
    return {};
  }
  const given = defined(inletOutputs(wanted));
  const isReset = outputs.authenticationRequired === true && given.authenticationRequired === undefined;
  if (outputs.inletUrl !== undefined && !isReset) {
    return given;
  }
  const found = await new FlowService(session.gateway("aep", call), scope).get("connections", id);
  // A read right after an update may still return the values before it.
  return { ...(found === undefined ? {} : defined(inletOutputs(found))), ...given };
}

function defined(outputs: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== undefined));
}

/**
 * Waits, for a limited time, until AEP returns the inlet of a flow that has one which is not recorded: flows of webhook
 * sources do. Such a flow works without the output, so the end of the time is a warning.
 *
 * @param outputs - the outputs before the end state
 * @param reached - the outputs that the end state has changed
 * @returns the changed outputs, with the `options` of the flow if they get an inlet
 * @throws InitializationError with what is reached, if the flow cannot be read
 */
export async function withInlet(
  id: string,
  outputs: JsonObject,
  reached: JsonObject,
  context: HookContext<Scope>,
): Promise<JsonObject> {
  try {
    return { ...reached, ...(await missingInlet(id, outputs, context)) };
  } catch (error) {
    throw new InitializationError(id, { ...outputs, ...reached }, error);
  }
}

async function missingInlet(
  id: string,
  { flowSpec, name, options }: JsonObject,
  { session, scope, call }: HookContext<Scope>,
): Promise<JsonObject> {
  const isWebhook = valueAt(flowSpec, "id") === flowSpecTable.genericStreamingToAep.id;
  if (!isWebhook || !isEmpty(valueAt(options, "inletUrl"))) {
    return {};
  }
  const { clock } = session;
  const service = new FlowService(session.gateway("aep", call), scope);
  const subject = `flow ${quotedText(textOf(name))} (${id}) in sandbox ${scope.sandbox}`;
  const until = endOfWait(call, clock, inletWithin);
  for (;;) {
    const inletUrl = valueAt(await service.get("flows", id), "options.inletUrl");
    if (!isEmpty(inletUrl)) {
      return { options: { ...(options as JsonObject | undefined), inletUrl } };
    }
    const left = until - clock.now();
    if (left <= 0) {
      call.report(
        `AEP does not return the inletUrl of the ${subject} yet. Run pulumi refresh later: it records the output ` +
          "options.inletUrl.",
      );
      return {};
    }
    await session.pause(call, Math.min(pauseBetween, left), `the inlet of the ${subject}`);
  }
}
