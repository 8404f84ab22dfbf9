import { isJsonObject, type Json, type JsonObject } from "../values/json";

/** What is read from an error body, whatever service and age it has. */
export interface ErrorEnvelope {
  code?: string | undefined;
  detail?: string | undefined;
  requestId?: string | undefined;
}

type Reader = (body: JsonObject) => Json;

const report: (body: JsonObject) => JsonObject = (body) => (isJsonObject(body.report) ? body.report : {});
const error: (body: JsonObject) => JsonObject = (body) => (isJsonObject(body.error) ? body.error : {});

/** Where the service's own words stand, most telling first. */
const detailPlaces: readonly Reader[] = [
  (body) => body.errorMessage, // Flow Service
  (body) => error(body).message, // Azure Resource Manager
  (body) => body.detail, // Schema Registry
  (body) => report(body)["detailed-message"], // Flow Service, newer
  (body) => body.error_description, // token service
  (body) => body.message, // gateway, and Flow Service on a bad spec id
  (body) => body.title,
  (body) => body.statusMessage, // MadConnect
];

/** Where the service's code stands. A `type` is a URL whose last segment is the code. */
const codePlaces: readonly Reader[] = [
  (body) => body.error_code, // gateway: text in the docs, a number in some answers
  (body) => lastSegment(body.type),
  (body) => body.error, // token service
  (body) => error(body).code, // Azure Resource Manager
  (body) => body.statusCode, // MadConnect
];

const requestIdPlaces: readonly Reader[] = [
  (body) => report(body)["request-id"], // Flow Service
  (body) => report(body).registryRequestId, // Schema Registry
];

/** Reads an error body; what it does not understand it leaves out. */
export function readErrorEnvelope(body: unknown): ErrorEnvelope {
  if (!isJsonObject(body)) {
    return {};
  }
  return {
    code: firstText(codePlaces, body),
    detail: firstText(detailPlaces, body),
    requestId: firstText(requestIdPlaces, body),
  };
}

function firstText(places: readonly Reader[], body: JsonObject): string | undefined {
  for (const place of places) {
    const value = place(body);
    if (typeof value === "string" && value !== "") {
      return value;
    }
    if (typeof value === "number") {
      return String(value);
    }
  }
  return undefined;
}

function lastSegment(type: Json): string | undefined {
  const segment = typeof type === "string" ? type.split("/").at(-1) : undefined;
  // The registry's older bodies carry a placeholder here instead of a code.
  return segment !== undefined && /^[A-Z]+-\d+-\d+$/.test(segment) ? segment : undefined;
}
