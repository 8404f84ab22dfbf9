import { Problem } from "../messages/problem";
import { redact } from "../messages/redact";
import { type JsonObject, withoutUndefined } from "../values/json";

/** A thing exists, but did not reach its end state: the engine keeps it and the next `up` goes on from there. */
export class InitializationError extends Error {
  override readonly name = "InitializationError";
  readonly id: string;
  readonly outputs: JsonObject;

  constructor(id: string, outputs: JsonObject, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.id = id;
    this.outputs = outputs;
  }
}

/** An error as the dynamic-provider host takes it: with these three it keeps a half-made resource. */
interface HostError extends Error {
  id?: string;
  properties?: JsonObject;
  reasons?: string[];
}

/**
 * Turns an error into one that the host prints well. The host prints name and stack of what it is given and the
 * engine the message after that, so a message meant for users goes without a stack; a bug keeps it.
 */
export function presentable(error: unknown, secrets: readonly string[], providerReference: unknown): Error {
  const known = error instanceof Error ? error : new Error(String(error));
  const message = redact(known.message, secrets);
  const shown: HostError = new Error(message);
  const isBug = !(known instanceof Problem) && !(known.cause instanceof Problem);
  shown.stack = isBug && known.stack !== undefined ? redact(known.stack, secrets) : "";
  shown.toString = () => message.split("\n", 1)[0] ?? "";
  if (known instanceof InitializationError) {
    shown.id = known.id;
    // Without the reference every later call for this resource would die in the host.
    shown.properties = { ...withoutUndefined(known.outputs), __provider: String(providerReference) };
    shown.reasons = [message];
  }
  return shown;
}
