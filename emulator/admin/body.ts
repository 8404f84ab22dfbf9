import type { RequestContext } from "../core/emulator";
import type { Json } from "../core/json";

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
