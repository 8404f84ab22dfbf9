import type { HttpProxy } from "./proxies";

/**
 * Where a connection failed: at the proxy itself, at its response to `CONNECT`, or at the service, which includes TLS
 * inside the tunnel.
 */
type Stage = "proxy" | "tunnel" | "service";

/** There was no connection to the service, so nothing of a request was sent. */
export class ConnectError extends Error {
  override readonly name = "ConnectError";
  readonly stage: Stage;
  /** Status of the proxy's response. `undefined` if it sent none. */
  readonly status: number | undefined;

  constructor(stage: Stage, cause: unknown, status?: number) {
    super(reasonOf(cause), { cause });
    this.stage = stage;
    this.status = status;
  }
}

/** What a failed connection means to a user. */
export interface ConnectFailure {
  readonly reason: string;
  /** Default: that of the request. */
  readonly advice?: string | undefined;
  /** Whether the proxy refused the request, so that another attempt will most likely be refused too. */
  readonly isRefused?: boolean;
}

/** Explains why there is no connection for a URL, through its proxy if it has one. */
export function connectFailure(error: ConnectError, url: URL, proxy: HttpProxy | undefined): ConnectFailure {
  if (proxy === undefined) {
    return { reason: error.message, advice: certificateAdvice(error) };
  }
  const { stage, status, message } = error;
  if (stage === "service") {
    return {
      reason: `${message} (through the proxy ${proxy.name})`,
      advice: certificateAdvice(error) ?? proxyAdvice(undefined, url, proxy),
    };
  }
  if (stage === "proxy") {
    return {
      reason: `the proxy ${proxy.name} cannot be reached: ${message}`,
      advice: addressAdvice(url, proxy),
    };
  }
  if (status === undefined) {
    const reason = `the proxy ${proxy.name} did not complete the connection: ${message}`;
    return { reason, advice: proxyAdvice(status, url, proxy) };
  }
  return proxyRefusal(status, url, proxy);
}

/** What a response of a proxy to `CONNECT`, or one that only a proxy sends, means to a user. */
export function proxyRefusal(status: number, url: URL, proxy: HttpProxy): ConnectFailure {
  const advice = proxyAdvice(status, url, proxy);
  return status < 500
    ? { reason: `the proxy ${proxy.name} refused the request with status ${status}`, advice, isRefused: true }
    : { reason: `the proxy ${proxy.name} could not connect to it (status ${status})`, advice };
}

/** What to do if a proxy returns an error for a URL. */
export function proxyAdvice(status: number | undefined, url: URL, proxy: HttpProxy): string {
  const direct = `If ${url.hostname} can be reached without the proxy, add it to NO_PROXY.`;
  if (status === 407) {
    return (
      `Check the user name and password in ${proxy.variable} (http://<user>:<password>@${proxy.name}, percent-encoded). ` +
      "The provider supports Basic authentication only."
    );
  }
  return status !== undefined && status < 500
    ? `Ask the administrators of the proxy to allow ${url.host}. ${direct}`
    : `Check whether the proxy can reach ${url.host}. ${direct}`;
}

function addressAdvice(url: URL, { origin, variable }: HttpProxy): string {
  const scheme = origin.startsWith("https:")
    ? " Most proxies expect plain HTTP, even for HTTPS requests: then the URL of the proxy begins with http://."
    : "";
  return `Check ${variable}.${scheme} If ${url.hostname} can be reached without the proxy, add it to NO_PROXY.`;
}

/** Errors of a certificate whose issuer is unknown to Node.js, such as that of a proxy that inspects TLS. */
const unknownIssuer: ReadonlySet<string> = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
]);

function certificateAdvice({ cause }: ConnectError): string | undefined {
  return unknownIssuer.has(errorCode(cause) ?? "")
    ? "If your network inspects TLS or the service has a private CA, set NODE_EXTRA_CA_CERTS to a PEM file with the certificate of that CA, in the environment of Pulumi."
    : undefined;
}

/** The code of an error; of the first one if a name has several addresses. */
export function errorCode(error: unknown): string | undefined {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const code = (first as { code?: unknown } | null | undefined)?.code;
  return typeof code === "string" ? code : undefined;
}

/** The message of an error, with its code. */
export function reasonOf(error: unknown): string {
  const code = errorCode(error);
  const message = error instanceof Error ? error.message : String(error);
  if (code === undefined || message.includes(code)) {
    return message;
  }
  return message === "" ? code : `${message} (${code})`;
}
