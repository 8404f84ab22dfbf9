import type { Failure } from "../lifecycle/failure";
import type { JsonObject } from "../values/json";

/** An error as the dynamic-provider host takes it: with these three properties it keeps an unfinished resource. */
interface HostError extends Error {
  id?: string;
  properties?: JsonObject;
  reasons?: string[];
}

/**
 * Turns a failure into an error that the host prints well. The host prints name and stack of the error and the engine
 * the message after that, so a message meant for users goes without a stack; a bug keeps it.
 */
export function hostError({ message, stack, unfinished }: Failure, providerReference: unknown): Error {
  const error: HostError = new Error(message);
  error.stack = stack ?? "";
  error.toString = () => message.split("\n", 1)[0] ?? "";
  if (unfinished !== undefined) {
    error.id = unfinished.id;
    // Without the reference every later call for this resource would fail in the host.
    error.properties = { ...unfinished.outputs, __provider: String(providerReference) };
    error.reasons = [message];
  }
  return error;
}
