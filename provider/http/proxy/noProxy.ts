import { BlockList, isIP } from "node:net";

/**
 * Addresses that no proxy can reach for this machine: loopback; "this host", which connects to loopback; and link-local,
 * which no router forwards and which serves the tokens of managed identities on Azure.
 */
const ofThisMachine = new BlockList();
ofThisMachine.addSubnet("127.0.0.0", 8, "ipv4");
ofThisMachine.addSubnet("169.254.0.0", 16, "ipv4");
ofThisMachine.addAddress("0.0.0.0", "ipv4");
ofThisMachine.addAddress("::1", "ipv6");
ofThisMachine.addAddress("::", "ipv6");

/** Whether requests to a host are never sent through a proxy. */
export function isOfThisMachine(url: URL): boolean {
  const host = hostOf(url);
  const family = isIP(host);
  return family === 0
    ? host === "localhost" || host.endsWith(".localhost")
    : ofThisMachine.check(host, family === 6 ? "ipv6" : "ipv4");
}

/**
 * Whether an entry of `NO_PROXY` contains the host and port of a URL, by the rules of undici's `EnvHttpProxyAgent`:
 * `example.com` and `.example.com` contain their subdomains too, `*.example.com` contains only these, `*` is every host.
 */
export function isExempt(url: URL, noProxy: string): boolean {
  const host = hostOf(url);
  const port = url.port === "" ? defaultPorts[url.protocol] : url.port;
  return entriesOf(noProxy).some((entry) => {
    const { name, port: only } = parsed(entry);
    if (only !== undefined && only !== port) {
      return false;
    }
    const isItself = host === name && !entry.startsWith("*");
    return name === "*" || isItself || host.endsWith(`.${name}`);
  });
}

/** The entries of `NO_PROXY` that contain nothing, because they are ranges of addresses, such as `10.0.0.0/8`. */
export function rangesIn(noProxy: string): string[] {
  return entriesOf(noProxy).filter((entry) => /^[\da-f.:[\]]+\/\d+$/i.test(entry));
}

const defaultPorts: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

function entriesOf(noProxy: string): string[] {
  return noProxy.split(/[,\s]+/).filter((entry) => entry !== "");
}

// An IPv6 address with a port has brackets, so any other text with more than one colon is an address.
function parsed(entry: string): { name: string; port?: string } {
  const [, inBrackets, name = inBrackets, port] = /^(?:\[(.+)\]|([^:]+)):0*(\d+)$/.exec(entry) ?? [];
  const host = (name ?? entry.replace(/^\[(.+)\]$/, "$1")).replace(/^\*?\./, "");
  return {
    name: withoutFinalDot(host).toLowerCase(),
    // Port 0 is no port.
    ...(port === undefined || port === "0" ? {} : { port }),
  };
}

function hostOf(url: URL): string {
  return withoutFinalDot(url.hostname.replace(/^\[(.+)\]$/, "$1")).toLowerCase();
}

function withoutFinalDot(host: string): string {
  return host.replace(/^(.+)\.$/, "$1");
}
