import { namesOf, type Service } from "../config/keys";
import { factsOf, type Kind } from "../kinds";
import { endpointQuotaAdvice } from "../messages/endpointQuota";
import type { ErrorEnvelope } from "./errorEnvelopes";
import type { Method } from "./retryTable";

/** The request of a response, as error messages name it. */
export interface RequestName {
  readonly method: Method;
  /** Path without origin; it contains no secret. */
  readonly path: string;
  /** The service whose configuration keys a message may mention. Default: AEP. */
  readonly service?: Service | undefined;
}

/** Advice for refusals that a code, a status or a request identifies. */
export interface AdviceRow {
  /** Default: AEP. */
  readonly service?: Service | "any";
  readonly code?: RegExp;
  readonly status?: number;
  /** The request and the service's message, where neither code nor status identifies the refusal. */
  readonly about?: { readonly method: Method; readonly path: string; readonly detail: RegExp };
  /** Kinds of resources whose requests get such a refusal. Default: every kind of the service. */
  readonly kinds?: readonly Kind[];
  /** Whether other credentials may be the remedy. Default: false. */
  readonly credentials?: true;
  readonly advice: string;
}

/** Kinds with a connection spec or a flow spec. */
const kindsWithSpec = [
  "baseConnection",
  "sourceConnection",
  "targetConnection",
  "flow",
] as const satisfies readonly Kind[];

/** Kinds of the Schema Registry with a title. */
const titledKinds = ["dataType", "fieldGroup", "schemaClass", "schema"] as const satisfies readonly Kind[];

/** Advice for a refusal, by the code of the service or else by the status. The first match applies. */
export const adviceTable: readonly AdviceRow[] = [
  {
    code: /^FLOW-210[0-7]|^FLOW-2111/,
    advice:
      "Check the sandbox: its name (argument sandbox, config aep:sandbox, AEP_SANDBOX) and that this credential may use it.",
  },
  {
    code: /^FLOW-1413/,
    kinds: kindsWithSpec,
    advice: "Check the spec id; getConnectionSpecs and getFlowSpecs list those of this organisation.",
  },
  {
    code: /^FLOW-1415/,
    kinds: ["baseConnection"],
    advice: "Check auth.specName against the authentication specs of this connection spec.",
  },
  {
    code: /^XDM-152[678]-/,
    kinds: ["schema", "profileEnablement"],
    advice:
      "Profile needs the identities of a schema first: create its primary identity as an aep.Descriptor and pass its id in " +
      "descriptorIds of the aep.ProfileEnablement, or use a field group that contains identityMap.",
  },
  {
    code: /^XDM-1521-/,
    kinds: titledKinds,
    advice:
      "Titles are unique in a sandbox, across schemas, classes, field groups and data types. Choose another title, or bring the " +
      "existing resource into the stack: npx pulumi-aep import.",
  },
  {
    // The guardrail is documented, but not how the service refuses a further policy.
    about: {
      method: "POST",
      path: factsOf("mergePolicy").collection,
      detail: /\b(?:limits?|maximum|exceed(?:s|ed)?)\b/i,
    },
    kinds: ["mergePolicy"],
    advice:
      "A sandbox has at most five merge policies. Delete one in AEP, or bring an existing one into the stack: " +
      "npx pulumi-aep import MergePolicy.",
  },
  {
    code: /^CONNECTOR-1360/,
    kinds: ["flow"],
    advice: "Leave scheduleParams.startTime out, or set startTimeIfPast.",
  },
  {
    code: /^CONNECTOR-1366/,
    kinds: ["flow"],
    advice:
      "A flow that has started keeps its start time: leave scheduleParams.startTime out, or restore the one in its outputs.",
  },
  {
    code: /^403025$/,
    credentials: true,
    advice: `Check ${namesOf("orgId")}, and that the credential's product profile belongs to that organisation.`,
  },
  {
    code: /^40300[03]$/,
    credentials: true,
    advice: `Check ${namesOf("clientId")}: it is also the x-api-key of every request.`,
  },
  {
    code: /^invalid_(client|scope|grant)|^unauthorized_client$/,
    credentials: true,
    advice: `Check ${namesOf("clientId", "clientSecret", "scopes")}.`,
  },
  {
    code: /^(Linked)?AuthorizationFailed$/,
    kinds: ["azurePrivateEndpointApproval"],
    advice:
      "Give the identity that signs in to Azure the rights to approve: for a storage account " +
      "Microsoft.Storage/storageAccounts/privateEndpointConnections/read, …/write and …/delete, and " +
      "Microsoft.Storage/storageAccounts/PrivateEndpointConnectionsApproval/action. New rights take some minutes.",
  },
  {
    credentials: true,
    kinds: ["azurePrivateEndpointApproval"],
    code: /^(InvalidAuthenticationToken|ExpiredAuthenticationToken|AuthenticationFailed|SubscriptionNotFound)/,
    advice:
      "Check how Pulumi signs in to Azure (azure-native:tenantId and the other azure-native keys, the corresponding ARM_ variables, or az login): " +
      "it must be the tenant of the target's subscription.",
  },
  {
    // The quota is documented, but not how the service refuses a further endpoint.
    about: {
      method: "POST",
      path: factsOf("privateEndpoint").collection,
      detail: /\b(?:quotas?|limits?|maximum|exceed(?:s|ed)?)\b/i,
    },
    kinds: ["privateEndpoint"],
    advice: endpointQuotaAdvice,
  },
  {
    status: 401,
    credentials: true,
    advice: `Check ${namesOf("clientId", "clientSecret")} and, where it is used, that ${namesOf("accessToken")} has not expired.`,
  },
  // MadConnect's codes are not documented; they are interpreted like HTTP statuses, whatever the status of the response is.
  {
    service: "madconnect",
    code: /^401$/,
    credentials: true,
    advice: `Check ${namesOf("madconnectClientId", "madconnectClientSecret")}.`,
  },
  {
    service: "madconnect",
    code: /^403$/,
    advice: `Check the account (argument accountId, or ${namesOf("madconnectAccountId")}) and that this client may use it.`,
  },
  {
    service: "any",
    status: 429,
    advice: `Lower the load: set ${namesOf("maxRequestsPerSecond")}, or run pulumi with a smaller --parallel.`,
  },
];

/** The advice for an error of a service: the first row that fits. */
export function adviceFor(
  { method, path, service = "aep" }: RequestName,
  status: number,
  { code = "", detail = "" }: ErrorEnvelope,
): AdviceRow | undefined {
  const isAbout = (about: NonNullable<AdviceRow["about"]>) =>
    about.method === method && about.path === path && isRefusedInput(status) && about.detail.test(detail);
  return adviceTable
    .filter((row) => row.service === "any" || (row.service ?? "aep") === service)
    .find((row) => (row.about ? isAbout(row.about) : row.code ? row.code.test(code) : row.status === status));
}

/** Whether a status can mean that the service does not accept an input: not the credential, and not the rate of requests. */
function isRefusedInput(status: number): boolean {
  return status >= 400 && status < 500 && status !== 401 && status !== 429;
}
