import { Problem } from "../../messages/problem";
import { isExempt, isOfThisMachine } from "./noProxy";

/** A proxy that requests are sent through. */
export interface HttpProxy {
  /** Its URL, without credentials. */
  readonly origin: string;
  /** Host and port, for messages. */
  readonly name: string;
  /** The environment variable that names it. */
  readonly variable: string;
  /** Value of the header `Proxy-Authorization`. `undefined` without credentials. */
  readonly authorization?: string;
}

/** The way of requests to a host: through a proxy, or directly and why. */
export type Route =
  | { readonly proxy: HttpProxy }
  | { readonly proxy?: undefined; readonly reason: "no proxy is set" | "this machine" | "NO_PROXY" };

/** Pairs of names, the one that wins first: undici, curl and Pulumi's gRPC client prefer lower case, too. */
const spellings = {
  http: ["http_proxy", "HTTP_PROXY"],
  https: ["https_proxy", "HTTPS_PROXY"],
  none: ["no_proxy", "NO_PROXY"],
} as const;

/** A variable that is in force: the lower-case one, even if it is empty, or else the upper-case one. */
interface Variable {
  readonly name: string;
  readonly value: string;
}

/** The proxies of an environment, by the rules of undici's `EnvHttpProxyAgent`, except that loopback never has one. */
export class Proxies {
  readonly #environment: NodeJS.ProcessEnv;

  constructor(environment: NodeJS.ProcessEnv) {
    this.#environment = environment;
  }

  /** The way of requests to a URL. Throws a `Problem` if the variable with its proxy is invalid. */
  routeTo(url: URL): Route {
    const variable = this.#variableFor(url.protocol);
    if (variable === undefined) {
      return { reason: "no proxy is set" };
    }
    if (isOfThisMachine(url)) {
      return { reason: "this machine" };
    }
    return isExempt(url, this.noProxy?.value ?? "") ? { reason: "NO_PROXY" } : { proxy: proxyIn(variable) };
  }

  /** The list of hosts without a proxy, and the variable that it comes from. */
  get noProxy(): Variable | undefined {
    return this.#inForce("none");
  }

  /** The credentials of all proxies: no message may show them. */
  secrets(): string[] {
    return [...spellings.http, ...spellings.https].flatMap((name) =>
      credentialsIn(this.#environment[name] ?? ""),
    );
  }

  #variableFor(protocol: string): Variable | undefined {
    const ofProtocol =
      protocol === "https:" ? [this.#inForce("https"), this.#inForce("http")] : [this.#inForce("http")];
    return ofProtocol.find((variable) => variable !== undefined && variable.value !== "");
  }

  #inForce(kind: keyof typeof spellings): Variable | undefined {
    const name = spellings[kind].find((name) => this.#environment[name] !== undefined);
    return name && { name, value: this.#environment[name] ?? "" };
  }
}

function proxyIn({ name: variable, value }: Variable): HttpProxy {
  const url = URL.parse(value);
  // Further parts are most likely those of a password with characters that are not encoded.
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname + url.search + url.hash !== "/") {
    throw invalid(variable);
  }
  const [user, password] = [decoded(url.username), decoded(url.password)];
  const isSecure = url.protocol === "https:";
  return {
    origin: url.origin,
    name: `${url.hostname}:${url.port || (isSecure ? 443 : 80)}`,
    variable,
    ...(user === "" && password === ""
      ? {}
      : { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` }),
  };
}

function invalid(variable: string): Problem {
  return new Problem({
    what: `The environment variable ${variable} is not the URL of an HTTP proxy.`,
    advice:
      `Set ${variable} to http://<host>:<port> or http://<user>:<password>@<host>:<port>. The scheme http:// or https:// is ` +
      "required, and special characters in the password must be percent-encoded. The value is not shown, because it can contain a password.",
  });
}

// Not only of valid URLs: the value of an invalid one must not appear either.
function credentialsIn(value: string): string[] {
  const [, userInfo = ""] = /^(?:[a-z][a-z\d+.-]*:)?\/\/(.*)@/is.exec(value) ?? /^(.*)@/s.exec(value) ?? [];
  const [user = "", ...rest] = userInfo.split(":");
  // The name of a user is a common word, unless it is a token that has no password.
  const password = rest.length === 0 ? user : rest.join(":");
  return password === "" ? [] : [...new Set([userInfo, password, decoded(userInfo), decoded(password)])];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
