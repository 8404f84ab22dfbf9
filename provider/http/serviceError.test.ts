import { expect, test } from "vitest";
import { factsOf, kinds } from "../kinds";
import { failureOf } from "../lifecycle/failure";
import type { RequestName } from "./adviceTable";
import { LostResponseError, ServiceError, UnreachableError } from "./serviceError";

const request = { method: "POST", path: "/data/foundation/flowservice/flows" } as const;

test("A refusal contains the request, the service's message, its code and the request id.", () => {
  const error = new ServiceError(request, {
    status: 400,
    body: {
      type: "https://ns.adobe.com/aep/errors/FLOW-1418-400",
      errorMessage: "in use",
      report: { "request-id": "inside" },
    },
    requestId: "header",
  });
  expect(error).toMatchObject({
    status: 400,
    code: "FLOW-1418-400",
    detail: "in use",
    requestId: "inside",
    ...request,
  });
  expect(error.message).toBe(
    'POST /data/foundation/flowservice/flows was refused with status 400: "in use"\n' +
      "(code FLOW-1418-400, request id inside)",
  );
});

// Every service answers through the same reader, so one table covers all of them.
test.each<[string, RequestName, object, string]>([
  ["a message", request, { errorMessage: "not valid" }, '"not valid" (reason: "r1"; "r2"; "r3"; and 1 more)'],
  ["no message", request, {}, '"r1"; "r2"; "r3"; and 1 more'],
  [
    "a title",
    { method: "POST", path: "/data/foundation/schemaregistry/tenant/descriptors" },
    { title: "Descriptor validation error" },
    '"Descriptor validation error" (reason: "r1"; "r2"; "r3"; and 1 more)',
  ],
  [
    "Catalog's message",
    { method: "PATCH", path: "/data/foundation/catalog/dataSets/x" },
    { title: "BadRequestError", detail: "no" },
    '"no" (reason: "r1"; "r2"; "r3"; and 1 more)',
  ],
  [
    "the message of Data Prep",
    { method: "PUT", path: "/data/foundation/conversion/mappingSets/x" },
    { message: "no" },
    '"no" (reason: "r1"; "r2"; "r3"; and 1 more)',
  ],
  [
    "the message of MadConnect",
    { method: "POST", path: "/connections", service: "madconnect" },
    { statusMessage: "no" },
    '"no" (reason: "r1"; "r2"; "r3"; and 1 more)',
  ],
])("The first line of a refusal with %s shows the reasons of the service.", (_case, name, body, text) => {
  const additionalDetails = ["r1", "r2", "r3", "r4"].map((errorReason) => ({ errorReason }));
  const error = new ServiceError(name, { status: 400, body: { ...body, report: { additionalDetails } } });
  expect(error.message.split("\n")[0]).toBe(
    `${name.method} ${name.path} was refused with status 400: ${text}`,
  );
  expect(error.reasons).toEqual(["r1", "r2", "r3", "r4"]);
});

test("A secret in a reason is removed from the message.", () => {
  const additionalDetails = [{ errorReason: "the key a-key-for-tests is not valid" }];
  const error = new ServiceError(request, { status: 400, body: { report: { additionalDetails } } });
  expect(failureOf(error, ["a-key-for-tests"]).message).toBe(
    'POST /data/foundation/flowservice/flows was refused with status 400: "the key [secret] is not valid"',
  );
});

test("The request id comes from the header of the response if the body has none.", () => {
  const error = new ServiceError(request, { status: 500, body: undefined, requestId: "header" });
  expect(error.message).toContain("The service gave no reason.\n(request id header)");
  expect(error.body).toBeUndefined();
});

test.each<[number, string | undefined, RegExp]>([
  [404, "FLOW-2100-404", /aep:sandbox/],
  [403, "FLOW-2111-403", /aep:sandbox/],
  [400, "FLOW-1413-400", /spec id/],
  [400, "FLOW-1415-400", /auth\.specName/],
  [400, "CONNECTOR-1360-400", /startTimeIfPast/],
  [400, "XDM-1521-400", /another title, or bring the existing resource .*pulumi-aep import/],
  [400, "XDM-1528-400", /aep\.ProfileEnablement/],
  [400, "CONNECTOR-1366-400", /leave scheduleParams\.startTime out/],
  [403, "403025", /aep:orgId/],
  [403, "403000", /aep:clientId/],
  [403, "403003", /aep:clientId/],
  [400, "invalid_scope", /aep:scopes/],
  [401, "401013", /aep:clientSecret/],
  [403, "FLOW-2120-403", /View Sources and Manage Sources/],
  [429, undefined, /aep:maxRequestsPerSecond/],
])("Status %i with code %s comes with advice.", (status, code, advice) => {
  const error = new ServiceError(request, { status, body: { error_code: code, message: "no" } });
  expect(error.parts.advice).toMatch(advice);
});

const endpoints = { method: "POST", path: "/data/foundation/connectors/privateEndpoints" } as const;
const sharing = /use one that exists for several connections: azure\.PrivateLinkSource takes endpoint/;

test.each([400, 403, 409])(
  "A refusal of a merge policy above the limit with status %i explains it.",
  (status) => {
    const policies = { method: "POST", path: "/data/core/ups/config/mergePolicies" } as const;
    const body = { status, title: "Bad Request", detail: "The maximum number of merge policies is 5" };
    expect(new ServiceError(policies, { status, body }).parts.advice).toMatch(/at most five merge policies/);
  },
);

test.each<[number, string]>([
  [400, "The limit of private endpoints has been reached"],
  [403, "Private endpoint quota exceeded"],
  [409, "MAXIMUM number of private endpoints reached"],
  [422, "This request exceeds the licence"],
])("A refusal of a private endpoint with status %i and %j explains how to share one.", (status, message) => {
  const error = new ServiceError(endpoints, { status, body: { errorMessage: message } });
  expect(error.parts.advice).toMatch(sharing);
});

test.each<[string, RequestName, number, string]>([
  ["by rate", endpoints, 429, "Rate limit exceeded"],
  ["for its credential", endpoints, 401, "Token limit"],
  ["for another reason", endpoints, 400, "resourceName is unlimited"],
  ["by a failure", endpoints, 503, "Limit reached"],
  ["of a list", { ...endpoints, method: "GET" }, 400, "limit must be a number"],
  ["of another kind", request, 400, "Limit reached"],
])("A refusal %s does not.", (_case, refused, status, message) => {
  const error = new ServiceError(refused, { status, body: { errorMessage: message } });
  expect(error.parts.advice ?? "").not.toMatch(sharing);
});

test.each<[number, number, RegExp]>([
  [401, 401, /aep:madconnectClientSecret/],
  [200, 401, /aep:madconnectClientSecret/],
  [200, 403, /aep:madconnectAccountId/],
  [429, 429, /aep:maxRequestsPerSecond/],
])("Status %i of MadConnect with code %i comes with advice for MadConnect.", (status, statusCode, advice) => {
  const body = { statusCode, statusMessage: "no" };
  const error = new ServiceError({ ...request, service: "madconnect" }, { status, body });
  expect(error).toMatchObject({ code: String(statusCode), detail: "no" });
  expect(error.parts.advice).toMatch(advice);
});

const guarded = kinds.filter((kind) => factsOf(kind).permissions.length > 0);

test.each(guarded)("A 403 of the collection of %s names its permissions and its licence.", (kind) => {
  const { collection, permissions, licence } = factsOf(kind);
  for (const path of [collection, `${collection}?limit=1`, `${collection}/some-id`]) {
    const { advice = "" } = new ServiceError({ method: "GET", path }, { status: 403, body: {} }).parts;
    expect(advice).toContain(permissions.join(" and "));
    expect(advice.includes("licence")).toBe(licence !== undefined);
    const nouns = ["Sources", "Schemas", "Datasets", "Identity Namespaces", "Merge Policies"];
    const named = nouns.filter((noun) => advice.includes(`View ${noun}`));
    expect(named).toEqual(permissions.slice(0, 1).map((name) => name.replace("View ", "")));
  }
});

test.each<[string, string]>([
  [
    "/data/foundation/schemaregistry/tenant/descriptors",
    "in this sandbox. Identities also require Manage Identity Metadata, relationships Manage Relationships, labels Manage Usage Labels.",
  ],
  [
    "/data/foundation/catalog/dataSets/1",
    "in this sandbox. Datasets in Profile also require Manage Profiles.",
  ],
])("A 403 of %s names the further permissions of its kind.", (path, advice) => {
  const { parts } = new ServiceError({ method: "POST", path }, { status: 403, body: {} });
  expect(parts.advice?.endsWith(advice)).toBe(true);
});

test.each<[string, RegExp]>([
  ["/data/foundation/flowservice/runs?property=x", /View Sources and Manage Sources/],
  ["/data/foundation/connectors/connections/1/explore", /View Sources and Manage Sources/],
  ["/data/foundation/catalog/batches/1", /View Datasets and Manage Datasets/],
  ["/data/foundation/schemaregistry/global/classes", /View Schemas and Manage Schemas/],
  ["/data/core/unknown", /a role in AEP allows the credential to send this request/],
])("A 403 of %s names the permissions of its service.", (path, advice) => {
  expect(new ServiceError({ method: "GET", path }, { status: 403, body: {} }).parts.advice).toMatch(advice);
});

test("A 403 of Azure or MadConnect does not mention AEP's roles.", () => {
  const path = "/subscriptions/a/resourceGroups/b";
  expect(new ServiceError({ method: "GET", path }, { status: 403, body: {} }).parts.advice).toBeUndefined();
  const ofMadconnect = { method: "GET", path: "/es/v2/connections", service: "madconnect" } as const;
  expect(new ServiceError(ofMadconnect, { status: 403, body: {} }).parts.advice).toBeUndefined();
});

test("The error for an unreachable service names the keys of its URLs.", () => {
  const unreachable = (service?: "madconnect") =>
    new UnreachableError({ ...request, service, origin: "https://a.example" }, "ENOTFOUND").message;
  expect(unreachable()).toContain(
    "(aep:apiUrl (AEP_API_URL), aep:imsUrl (AEP_IMS_URL), aep:azureManagementUrl (AEP_AZURE_MANAGEMENT_URL))",
  );
  expect(unreachable("madconnect")).toContain("(aep:madconnectUrl (MADCONNECT_URL))");
});

test.each<[number, string]>([
  [400, "FLOW-1418-400"],
  [400, "FLOW-2114-400"],
  [500, "FLOW-1400-500"],
])("Status %i with code %s comes without advice, because none would be right.", (status, code) => {
  expect(
    new ServiceError(request, { status, body: { error_code: code, message: "no" } }).parts.advice,
  ).toBeUndefined();
});

test("The error for a lost response says that no usable response was received, the one for an unreachable service names it.", () => {
  const cause = new Error("reset");
  const lost = new LostResponseError(request, "reset", cause);
  expect(lost.message).toContain("POST /data/foundation/flowservice/flows was sent, but no usable response");
  expect(lost.cause).toBe(cause);
  const unreachable = new UnreachableError({ ...request, origin: "https://a.example" }, "ENOTFOUND");
  expect(unreachable.message).toContain("https://a.example cannot be reached");
});
