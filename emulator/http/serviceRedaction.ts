import type { Json } from "../core/json";
import type { Service } from "../core/service";
import { redactJson, redactParameters } from "./redaction";

/** Removes secrets from bodies and queries. */
export interface Redaction {
  /** A copy of a body without secrets. */
  body(value: Json): Json;
  /** A query or form without secrets. */
  search(search: string): string;
}

/** What services know about their own secrets, and then what names and patterns reveal in any request. */
export function redactionOf(services: readonly Service[]): Redaction {
  return {
    body: (value) => redactJson(services.reduce((body, { redact }) => redact?.body(body) ?? body, value)),
    search: (given) =>
      redactParameters(services.reduce((search, { redact }) => redact?.search?.(search) ?? search, given)),
  };
}
