import type { Emulator, RequestContext } from "../core/emulator";
import { type Json, stringAt } from "../core/json";
import type { Sandbox } from "../core/options";

/** The body of an admin call; an empty object if it is none. */
export function readBody(context: RequestContext): Json {
  try {
    return JSON.parse(context.get("body") || "{}") as Json;
  } catch {
    return {};
  }
}

/** Answers with what an action gives, or says what is wrong with the call. */
export function attempt(context: RequestContext, action: () => object): Response {
  try {
    return context.json(action());
  } catch (error) {
    return context.json({ error: error instanceof Error ? error.message : String(error) }, 400);
  }
}

/** The answer of an admin call about something that is not there. */
export function unknown(context: RequestContext): Response {
  return context.json({ error: "there is no such thing" }, 404);
}

/**
 * The sandbox that the body of an admin call names; the first one if it names none.
 *
 * @throws Error if there is no such sandbox.
 */
export function namedSandbox({ settings }: Emulator, body: Json): Sandbox {
  const name = stringAt(body, "sandbox") ?? settings.sandboxes[0]?.name;
  const found = settings.sandboxes.find((sandbox) => sandbox.name === name);
  if (found === undefined) {
    throw new Error(`there is no sandbox ${name}`);
  }
  return found;
}
