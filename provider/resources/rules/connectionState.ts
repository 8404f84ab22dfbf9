import { FlowService } from "../../api/flowService";
import { inletOutputs } from "../../auth/serviceParams";
import type { Scope } from "../../config/realm";
import { endOfWait } from "../../http/call";
import type { HookContext } from "../../lifecycle/definition";
import { InitializationError } from "../../lifecycle/failure";
import { filled, type Refusal, refused } from "../../lifecycle/refusal";
import { quotedText, wordOrQuoted } from "../../messages/foreignText";
import { Problem } from "../../messages/problem";
import { type Json, type JsonObject, textOf } from "../../values/json";
import { inletAfterUpdate } from "./inlet";

/** A connection that AEP cannot use. */
export const connectionFailed: Refusal = {
  step: "up",
  title: "AEP reports the connection as failed",
  advice:
    "Correct auth and run pulumi up again. If AEP refuses to change a failed connection (FLOW-1416), replace it: " +
    "pulumi up --replace ….",
};

/** A connection that AEP has not initialized in time. */
export const connectionLate: Refusal = {
  step: "up",
  title: "AEP has not initialized the connection within 10 minutes",
  advice: "Run pulumi up again to continue. To wait longer than 10 minutes, set customTimeouts.create.",
};

/** State of a new base connection, until a read shows another one. */
export const initialState = "initializing";

/** Longest wait for a connection to be initialized, and the pauses between reads. Milliseconds. */
const patience = 600_000;
const firstPause = 1_000;
const longestPause = 15_000;

/** How long a read may not find a connection that was just created. Milliseconds. */
const visibleWithin = 30_000;

/**
 * Whether a connection cannot be used in this state. All other states count as usable, because their list is not
 * documented; a state recorded by an older version has none.
 */
export function isUnusableConnection(state: Json): boolean {
  return isState(state, initialState) || isState(state, "failed");
}

/**
 * Waits until AEP has initialized a base connection, if it is not recorded as usable.
 *
 * @returns the state that AEP reports, and the outputs of its inlet
 * @throws InitializationError if the connection has failed
 */
export async function reachUsableState(
  id: string,
  wanted: JsonObject,
  outputs: JsonObject,
  context: HookContext<Scope>,
): Promise<JsonObject> {
  if (!isUnusableConnection(outputs.state)) {
    return inletAfterUpdate(id, wanted, outputs, context);
  }
  const { session, scope, call } = context;
  const { name } = wanted;
  const { clock } = session;
  const service = new FlowService(session.gateway("aep", call), scope);
  const subject = `base connection ${quotedText(textOf(name))} (${id}) in sandbox ${scope.sandbox}`;
  const begun = clock.now();
  const until = endOfWait(call, clock, patience);
  for (let pause = firstPause; ; pause = Math.min(pause * 1.5, longestPause)) {
    const found = await service.get("connections", id);
    if (found === undefined && clock.now() - begun >= visibleWithin) {
      throw new Problem({
        what: `The ${subject} no longer exists.`,
        advice: "Run pulumi refresh, then pulumi up: it is re-created.",
      });
    }
    const state = found === undefined ? initialState : found.state;
    if (!isUnusableConnection(state)) {
      return { state, ...inletOutputs(found ?? {}) };
    }
    if (isState(state, "failed")) {
      throw new InitializationError(id, { ...outputs, state }, failed(subject, call.urn));
    }
    const late = refused(connectionLate, {
      what: `AEP still reports the ${subject} as ${wordOrQuoted(textOf(state))}.`,
    });
    const left = until - clock.now();
    if (left <= 0) {
      throw late;
    }
    await session.pause(call, Math.min(pause, left), `the ${subject} to be initialized`, late);
  }
}

function failed(subject: string, urn = "<URN>"): Problem {
  return refused(connectionFailed, {
    what: `AEP reports the ${subject} as failed: it cannot be used.`,
    advice: filled(connectionFailed.advice, urn),
  });
}

// The spelling of states differs between the services of AEP.
function isState(state: Json, name: string): boolean {
  return typeof state === "string" && state.toLowerCase() === name;
}
