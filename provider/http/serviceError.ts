import { urlKeysOf } from "../config/keys";
import { factsOf, furtherPermissionsSentence, kinds, pluralOf } from "../kinds";
import { quotedText, wordOrQuoted } from "../messages/foreignText";
import { Problem, type ProblemParts } from "../messages/problem";
import { isJsonObject, type JsonObject } from "../values/json";
import { adviceFor, type RequestName } from "./adviceTable";
import { type ErrorEnvelope, readErrorEnvelope } from "./errorEnvelopes";
import { isMissingPermission } from "./missingPermission";
import { proxyAdvice } from "./proxy/connectError";
import type { HttpProxy } from "./proxy/proxies";
import type { Method } from "./retryTable";

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
  const row = isPermission && status === 401 ? undefined : adviceFor(request, status, response);
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
  const further = exact.flatMap((kind) => furtherPermissionsSentence(kind) ?? []).map((text) => ` ${text}`);
  return `Check that a role in AEP gives the credential ${permissions.join(" and ")} in this sandbox.${[...further, ...licences].join("")}`;
}

const platformPrefix = "/data/";

/** The service in a path: `/data/foundation/catalog`. */
function rootOf(path: string): string {
  return path.split("/").slice(0, 4).join("/");
}
