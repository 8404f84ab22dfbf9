import { namesOf, type Service, urlKeysOf } from "../config/keys";
import { factsOf, kinds, pluralOf } from "../kinds";
import { endpointQuotaAdvice } from "../messages/endpointQuota";
import { quotedText, wordOrQuoted } from "../messages/foreignText";
import { Problem, type ProblemParts } from "../messages/problem";
import { isJsonObject, type JsonObject } from "../values/json";
import { type ErrorEnvelope, readErrorEnvelope } from "./errorEnvelopes";
import { isMissingPermission } from "./missingPermission";
import { proxyAdvice } from "./proxy/connectError";
import type { HttpProxy } from "./proxy/proxies";
import type { Method } from "./retryTable";

/** The request of a response, as error messages name it. */
export interface RequestName {
  readonly method: Method;
  /** Path without origin; it contains no secret. */
  readonly path: string;
  /** The service whose configuration keys a message may mention. Default: AEP. */
  readonly service?: Service | undefined;
}

const noReason = "The service gave no reason.";

/** Number of reasons that a message shows; the first line of a message must stay readable. */
const shownReasons = 3;

/** A service refused a request. */
export class ServiceError extends Problem {
  override readonly name = "ServiceError";
  readonly status: number;
  /** The service's own code, such as `FLOW-1418-400` or the gateway's `403010`. */
  readonly code: string | undefined;
  /** The service's own message. */
  readonly detail: string;
  /** What exactly the service objects to, beside its message; empty if it does not say. */
  readonly reasons: readonly string[];
  readonly requestId: string | undefined;
  readonly method: Method;
  readonly path: string;
  /** The body, if it was a JSON object. */
  readonly body: JsonObject | undefined;

  constructor(
    request: RequestName,
    response: { status: number; body: unknown; requestId?: string | undefined },
  ) {
    const envelope = readErrorEnvelope(response.body);
    const detail = envelope.detail ?? noReason;
    const requestId = envelope.requestId ?? response.requestId;
    super(describe(request, response, { ...envelope, requestId }));
    this.status = response.status;
    this.code = envelope.code;
    this.detail = detail;
    this.reasons = envelope.reasons ?? [];
    this.requestId = requestId;
    this.method = request.method;
    this.path = request.path;
    this.body = isJsonObject(response.body) ? response.body : undefined;
  }
}

/** A request was sent, and it is unknown whether the service processed it. */
export class LostResponseError extends Problem {
  override readonly name = "LostResponseError";
  /** Local time at which the request was sent, if it is known. */
  readonly sentAt: number | undefined;

  constructor(request: RequestName, reason: string, cause?: unknown, sentAt?: number) {
    super(
      {
        what: `${request.method} ${request.path} was sent, but no usable response was received: ${reason}.`,
        advice: "Check whether the change was made before you repeat it.",
      },
      { cause },
    );
    this.sentAt = sentAt;
  }
}

/** A request never reached its service. */
export class UnreachableError extends Problem {
  override readonly name = "UnreachableError";

  constructor(request: RequestName & { origin: string }, reason: string, cause?: unknown, advice?: string) {
    const urls = `the configured URLs (${urlKeysOf(request.service ?? "aep")})`;
    super(
      {
        what: `${request.origin} cannot be reached (${request.method} ${request.path}): ${reason}.`,
        advice:
          advice ??
          `Check the network and ${urls}. If your network requires a proxy, set HTTPS_PROXY to its URL.`,
      },
      { cause },
    );
  }
}

/** A response with an error status that is not JSON, to a request through a proxy: most likely an error page of the proxy. */
export class ProxyPageError extends Problem {
  override readonly name = "ProxyPageError";
  readonly status: number;

  constructor(request: RequestName, url: URL, status: number, proxy: HttpProxy) {
    super({
      what:
        `${request.method} ${request.path} returned a page with status ${status}, most likely from the proxy ` +
        `${proxy.name} and not from ${url.origin}.`,
      advice: proxyAdvice(status, url, proxy),
    });
    this.status = status;
  }
}

function describe(
  request: RequestName,
  { status, body }: { status: number; body: unknown },
  response: ErrorEnvelope,
): ProblemParts {
  const ids = [
    ...(response.code ? [`code ${wordOrQuoted(response.code)}`] : []),
    ...(response.requestId ? [`request id ${wordOrQuoted(response.requestId)}`] : []),
  ];
  const isPermission = isMissingPermission(request.path, status, body);
  const row = isPermission && status === 401 ? undefined : rowFor(request, status, response);
  const advice = row?.advice ?? (isPermission ? permissionAdvice(request) : undefined);
  return {
    what: `${request.method} ${request.path} was refused with status ${status}: ${textOf(response)}`,
    ...(ids.length > 0 ? { details: [`(${ids.join(", ")})`] } : {}),
    ...(advice === undefined ? {} : { advice }),
    ...(row?.credentials === true ? { credentials: true } : {}),
  };
}

/** The service's own words: its message, then what exactly it objects to. */
function textOf({ detail, reasons = [] }: ErrorEnvelope): string {
  const shown = reasons.slice(0, shownReasons).map(quotedText);
  const more = reasons.length - shown.length;
  const listed = `${shown.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
  if (detail === undefined) {
    return shown.length === 0 ? noReason : listed;
  }
  return shown.length === 0 ? quotedText(detail) : `${quotedText(detail)} (reason: ${listed})`;
}

/** Advice for refusals that a code, a status or a request identifies. */
export interface AdviceRow {
  /** Default: AEP. */
  readonly service?: Service | "any";
  readonly code?: RegExp;
  readonly status?: number;
  /** The request and the service's message, where neither code nor status identifies the refusal. */
  readonly about?: { readonly method: Method; readonly path: string; readonly detail: RegExp };
  /** Whether other credentials may be the remedy. Default: false. */
  readonly credentials?: true;
  readonly advice: string;
}

/** Advice for a refusal, by the code of the service or else by the status. The first match applies. */
export const adviceTable: readonly AdviceRow[] = [
  {
    code: /^FLOW-210[0-7]|^FLOW-2111/,
    advice:
      "Check the sandbox: its name (argument sandbox, config aep:sandbox, AEP_SANDBOX) and that this credential may use it.",
  },
  {
    code: /^FLOW-1413/,
    advice: "Check the spec id; getConnectionSpecs and getFlowSpecs list those of this organisation.",
  },
  {
    code: /^FLOW-1415/,
    advice: "Check auth.specName against the authentication specs of this connection spec.",
  },
  {
    code: /^XDM-152[678]-/,
    advice:
      "Profile needs the identities of a schema first: create its primary identity as an aep.Descriptor and pass its id in " +
      "descriptorIds of the aep.ProfileEnablement, or use a field group that contains identityMap.",
  },
  { code: /^CONNECTOR-1360/, advice: "Leave scheduleParams.startTime out, or set startTimeIfPast." },
  {
    code: /^CONNECTOR-1366/,
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
    advice:
      "Give the identity that signs in to Azure the rights to approve: for a storage account " +
      "Microsoft.Storage/storageAccounts/privateEndpointConnections/read, …/write and …/delete, and " +
      "Microsoft.Storage/storageAccounts/PrivateEndpointConnectionsApproval/action. New rights take some minutes.",
  },
  {
    credentials: true,
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

function rowFor(
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

/** Where AEP grants permissions, which differ from service to service: those of the kinds that the path belongs to. */
function permissionAdvice({ path: target, service = "aep" }: RequestName): string | undefined {
  const [path = ""] = target.split("?", 1);
  if (service !== "aep" || !path.startsWith(platformPrefix)) {
    return undefined;
  }
  const root = rootOf(path);
  const guarded = kinds.filter((kind) => factsOf(kind).permissions.length > 0);
  const exact = guarded.filter((kind) => `${path}/`.startsWith(`${factsOf(kind).collection}/`));
  const found =
    exact.length > 0 ? exact : guarded.filter((kind) => rootOf(factsOf(kind).collection) === root);
  const permissions = [...new Set(found.flatMap((kind) => factsOf(kind).permissions))];
  if (permissions.length === 0) {
    return "Check that a role in AEP allows the credential to send this request in this sandbox.";
  }
  const licences = exact.flatMap((kind) => {
    const { licence } = factsOf(kind);
    const plural = pluralOf(kind, "start of a sentence");
    return licence === undefined ? [] : [` ${plural} also require a licence: ${licence}.`];
  });
  return `Check that a role in AEP gives the credential ${permissions.join(" and ")} in this sandbox.${licences.join("")}`;
}

const platformPrefix = "/data/";

/** The service in a path: `/data/foundation/catalog`. */
function rootOf(path: string): string {
  return path.split("/").slice(0, 4).join("/");
}
