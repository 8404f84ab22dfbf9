import type { Emulator, RequestContext } from "../core/emulator";
import { type Json, stringAt } from "../core/json";
import type { Sandbox } from "../core/options";
import { sandboxesOf } from "../core/sandboxes";

/** The body of an admin call; an empty object if it is not JSON. */
export function readBody(context: RequestContext): Json {
  try {
    return JSON.parse(context.get("body") || "{}") as Json;
  } catch {
    return {};
  }
}

/** The response with an action's result, or 400 with the message of its error. */
export function attempt(context: RequestContext, action: () => object): Response {
  try {
    return context.json(action());
  } catch (error) {
    return context.json({ error: error instanceof Error ? error.message : String(error) }, 400);
  }
}

/** The response to an admin call about an entity that does not exist. */
export function unknown(context: RequestContext): Response {
  return context.json({ error: "there is no such entity" }, 404);
}

/**
 * The sandbox that the body of an admin call names; the first one if it names none.
 *
 * @throws Error if there is no such sandbox.
 */
export function namedSandbox(emulator: Emulator, body: Json): Sandbox {
  const sandboxes = sandboxesOf(emulator);
  const name = stringAt(body, "sandbox") ?? sandboxes[0]?.name;
  const found = sandboxes.find((sandbox) => sandbox.name === name);
  if (found === undefined) {
    throw new Error(`there is no sandbox ${name}`);
  }
  return found;
}
