import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../values/json";

/** The content of an error body, in the form of any service and version. */
export interface ErrorEnvelope {
  code?: string | undefined;
  detail?: string | undefined;
  /** What exactly the service objects to, beside the message; left out if it does not say. */
  reasons?: readonly string[];
  requestId?: string | undefined;
}

type Reader = (body: JsonObject) => Json;

const report: (body: JsonObject) => JsonObject = (body) => (isJsonObject(body.report) ? body.report : {});
const error: (body: JsonObject) => JsonObject = (body) => (isJsonObject(body.error) ? body.error : {});

/** Places of the service's message, the most specific one first. */
const detailPlaces: readonly Reader[] = [
  (body) => body.errorMessage, // Flow Service
  (body) => error(body).message, // Azure Resource Manager
  (body) => body.detail, // Schema Registry
  (body) => report(body)["detailed-message"], // Flow Service, newer
  (body) => body.error_description, // token service
  (body) => body.message, // gateway, and Flow Service on a bad spec id
  (body) => report(body).message, // Identity Service
  (body) => body.description, // Identity Service
  (body) => body.title,
  (body) => body.statusMessage, // MadConnect
];

/** Places of the service's code. A `type` is a URL whose last segment is the code. */
const codePlaces: readonly Reader[] = [
  (body) => body.error_code, // gateway: text in the docs, a number in some responses
  (body) => lastSegment(body.type),
  (body) => report(body).code, // Identity Service
  (body) => body.error, // token service
  (body) => error(body).code, // Azure Resource Manager
  (body) => body.statusCode, // MadConnect
];

const requestIdPlaces: readonly Reader[] = [
  (body) => report(body)["request-id"], // Flow Service
  (body) => report(body).registryRequestId, // Schema Registry
];

/** Reads an error body; unknown parts are left out. */
export function readErrorEnvelope(body: unknown): ErrorEnvelope {
  if (!isJsonObject(body)) {
    return {};
  }
  const detail = firstText(detailPlaces, body);
  const reasons = errorReasons(body).filter((reason) => detail?.includes(reason) !== true);
  return {
    code: firstText(codePlaces, body),
    detail,
    ...(reasons.length > 0 ? { reasons } : {}),
    requestId: firstText(requestIdPlaces, body),
  };
}

/**
 * The reasons in `report.additionalDetails[].errorReason`, or in `report.details[].message` as the Schema Registry also has
 * them, each once. Bodies of errors have them, and what the service reports about runs: the message beside them is often
 * only the title of the error.
 */
export function errorReasons(body: JsonObject): readonly string[] {
  const { additionalDetails, details } = report(body);
  return [...new Set([...textsIn(additionalDetails, "errorReason"), ...textsIn(details, "message")])];
}

function textsIn(list: Json, key: string): string[] {
  return (isJsonArray(list) ? list : []).flatMap((entry) => {
    const text = isJsonObject(entry) ? entry[key] : undefined;
    return typeof text === "string" && text !== "" ? [text] : [];
  });
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
  // Older bodies of the registry have a placeholder here instead of a code.
  return segment !== undefined && /^[A-Z]+-\d+-\d+$/.test(segment) ? segment : undefined;
}
