import fc from "fast-check";
import { expect, test } from "vitest";
import { json } from "../../test/support/arbitraryJson";
import { type ErrorEnvelope, readErrorEnvelope } from "./errorEnvelopes";

const errors = "https://ns.adobe.com/aep/errors";

test.each<[string, unknown, ErrorEnvelope]>([
  [
    "the gateway, its code as text",
    { error_code: "403010", message: "Oauth token is missing." },
    { code: "403010", detail: "Oauth token is missing." },
  ],
  [
    "the gateway, its code as a number",
    { error_code: 401013, message: "Oauth token is not valid" },
    { code: "401013", detail: "Oauth token is not valid" },
  ],
  [
    "the gateway when there are too many requests",
    { error_code: "429050", message: "Too many requests" },
    { code: "429050", detail: "Too many requests" },
  ],
  [
    "Identity Service",
    {
      type: "http://ns.adobe.com/adobecloud/problem/namespacevalidation",
      status: 409,
      title: "Namespace validation",
      report: { code: "NAMESPACE_CODE_CONFLICT", message: "Namespace code already exists" },
    },
    { code: "NAMESPACE_CODE_CONFLICT", detail: "Namespace code already exists" },
  ],
  [
    "Azure Resource Manager",
    { error: { code: "AuthorizationFailed", message: "The client may not do that.", details: [] } },
    { code: "AuthorizationFailed", detail: "The client may not do that." },
  ],
  [
    "Flow Service, newer",
    {
      type: `${errors}/FLOW-1439-404`,
      title: "Resource not found",
      status: 404,
      report: { "detailed-message": "longer words", id: "x", "request-id": "req-1", type: "flows" },
      errorMessage: "its own words",
      errorDetails: "its own words",
    },
    { code: "FLOW-1439-404", detail: "its own words", requestId: "req-1" },
  ],
  [
    "Flow Service, newer, forbidden",
    {
      type: `${errors}/FLOW-2120-403`,
      title: "Forbidden",
      status: 403,
      report: { "detailed-message": "manage denied on Enterprise Source", "request-id": "req-2" },
    },
    { code: "FLOW-2120-403", detail: "manage denied on Enterprise Source", requestId: "req-2" },
  ],
  [
    "Flow Service, older",
    { errorMessage: "connections not found with id = [a]", errorDetails: "the same" },
    { detail: "connections not found with id = [a]" },
  ],
  [
    "Flow Service on another version",
    { errorMessage: 'Supplied version=["A"] does not match the current version on entity=["B"]' },
    { detail: 'Supplied version=["A"] does not match the current version on entity=["B"]' },
  ],
  [
    "Flow Service on a bad spec id",
    { message: "Please provide a valid spec id" },
    { detail: "Please provide a valid spec id" },
  ],
  [
    "a connector",
    { type: `${errors}/CONNECTOR-1360-400`, errorMessage: "startTime in the past" },
    { code: "CONNECTOR-1360-400", detail: "startTime in the past" },
  ],
  [
    "Schema Registry",
    {
      type: "http://ns.adobe.com/aep/errors/XDM-1012-404",
      title: "Resource not found",
      status: 404,
      report: { registryRequestId: "req-3", "detailed-message": "no such schema", "sub-errors": [] },
      detail: "The schema was not found",
    },
    { code: "XDM-1012-404", detail: "The schema was not found", requestId: "req-3" },
  ],
  [
    "Schema Registry, older",
    { type: "/placeholder/type/uri", status: 404, title: "NotFoundError", detail: "Resource not found" },
    { detail: "Resource not found" },
  ],
  [
    "a body with a title alone",
    { type: "/placeholder/type/uri", status: 406, title: "NotAcceptableError" },
    { detail: "NotAcceptableError" },
  ],
  [
    "Schema Registry, with reasons",
    {
      type: "http://ns.adobe.com/aep/errors/XDM-1534-400",
      title: "Descriptor validation error",
      status: 400,
      report: {
        registryRequestId: "req-4",
        additionalDetails: [
          { errorReason: "Descriptor with id <a> already exists" },
          { errorReason: "Descriptor with id <a> already exists" },
          { errorReason: "" },
          { errorReason: 7 },
          "text",
          { errorReason: "The namespace is unknown" },
        ],
      },
      detail: "The descriptor is not valid",
    },
    {
      code: "XDM-1534-400",
      detail: "The descriptor is not valid",
      reasons: ["Descriptor with id <a> already exists", "The namespace is unknown"],
      requestId: "req-4",
    },
  ],
  [
    "a message that contains the reason",
    { detail: "refused: too long", report: { additionalDetails: [{ errorReason: "too long" }] } },
    { detail: "refused: too long" },
  ],
  [
    "reasons in another shape",
    { title: "Refused", report: { additionalDetails: { errorReason: "x" } } },
    { detail: "Refused" },
  ],
  [
    "the token service",
    { error: "invalid_client", error_description: "invalid client_secret parameter" },
    { code: "invalid_client", detail: "invalid client_secret parameter" },
  ],
  ["a body of an unknown shape", { errors: [{ reason: "unknown" }] }, {}],
  ["a body that is no object", ["text"], {}],
  ["no body", undefined, {}],
])("Code, message and request id are read from %s.", (_name, body, envelope) => {
  expect(readErrorEnvelope(body)).toEqual(envelope);
});

test("An empty text is skipped for the next place with a text.", () => {
  expect(readErrorEnvelope({ errorMessage: "", detail: "", message: "said" }).detail).toBe("said");
});

test("No response makes the parsing of an error fail.", () => {
  const keys = [
    "errorMessage",
    "detail",
    "report",
    "message",
    "title",
    "type",
    "error_code",
    "error",
  ] as const;
  const details = fc.array(fc.oneof(json, fc.record({ errorReason: json })));
  const report = fc.oneof(json, fc.record({ additionalDetails: fc.oneof(json, details) }));
  const fields = { ...Object.fromEntries(keys.map((key) => [key, json])), report };
  const body = fc.record(fields, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.oneof(body, json), (value) => {
      const { reasons, ...texts } = readErrorEnvelope(value);
      for (const read of [...Object.values(texts), ...(reasons ?? [])]) {
        expect(["string", "undefined"]).toContain(typeof read);
      }
    }),
  );
});
