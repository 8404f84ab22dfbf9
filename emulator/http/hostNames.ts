import { isIP } from "node:net";
import { domainToASCII } from "node:url";

/** The address on which an emulator listens unless it is told another one. */
export const loopback = "127.0.0.1";

const loopbackNames = ["localhost", loopback, "::1"];
const wildcards: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

/**
 * The names and addresses by which clients reach the emulator: those of the loopback interface, the address it listens
 * on, and those that its user adds.
 *
 * @throws Error if one of them is neither an address nor a host name.
 */
export function hostNames(host: string, more: readonly string[]): string[] {
  const own = wildcards.has(checked("host", host)) ? [] : [host];
  return [...new Set([...loopbackNames, ...own, ...more.map((name) => checked("host name", name))])].map(
    (name) => name.toLowerCase(),
  );
}

/** The host of the emulator's URL. A client cannot connect to a wildcard address on every system. */
export function hostOfUrl(host: string): string {
  const name = host === "0.0.0.0" ? loopback : host === "::" ? "::1" : host;
  return isIP(name) === 6 ? `[${name}]` : name;
}

/** Whether a `Host` header names the emulator, with any port. */
export function isNamedIn(header: string, names: readonly string[]): boolean {
  const [, address, name] = /^(?:\[([\da-f:.]+)\]|([^:[\]]+?)\.?)(?::\d+)?$/i.exec(header) ?? [];
  const given = (address ?? name ?? "").toLowerCase();
  return /^127(\.\d{1,3}){3}$/.test(given) || names.includes(given);
}

// An empty host would make Node.js listen on every interface.
function checked(what: string, name: string): string {
  if (isIP(name) === 0 && (domainToASCII(name) === "" || !/^[\w.-]+$/.test(name))) {
    throw new Error(`a ${what} must be an address or a name, without a port, not ${JSON.stringify(name)}`);
  }
  return name;
}
