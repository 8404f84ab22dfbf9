import { isJsonObject, type Json } from "../core/json";

const mask = "***";

const secretNames = new RegExp(
  [
    "secret",
    "passw(or)?d|passphrase|^pwd$",
    "authori[sz]ation|cookie|credential",
    // Tokens of pages are not secret.
    "(?<!continuation|next|page|skip|sync)tokens?$",
    "(api|account|access|shared|private|subscription|functions|master|host|storage|encryption|signing)key$",
    "connectionstring",
    "^sig$|signature$|^sas$|sas(uri|url)$",
    "assertion$|^jwt$",
    "session(id|key)$",
  ].join("|"),
);

/** Whether the name of a header, parameter or member shows that its value is secret, in any spelling of its words. */
export function isSecretName(name: string): boolean {
  const plain = decoded(name);
  // The last step of a name such as `params[sig]` or `auth.token`.
  const last = plain.split(/[^\w-]+/).findLast((step) => step !== "") ?? "";
  return [plain, last].some((text) => secretNames.test(text.toLowerCase().replaceAll(/[^a-z0-9]/g, "")));
}

/** A header without its secrets; of credentials, the scheme stays. */
export function redactHeader(name: string, value: string, clientId: string): string {
  if (/^(proxy-)?authorization$/i.test(name)) {
    const [scheme = "", ...rest] = value.split(" ");
    return rest.length > 0 && /^(bearer|basic|digest|negotiate|sharedkey(lite)?)$/i.test(scheme)
      ? `${scheme} ${mask}`
      : mask;
  }
  // Adobe's API key is the client id, which is public. Another value may be anything.
  if (name.toLowerCase() === "x-api-key" && value === clientId) {
    return value;
  }
  return isSecretName(name) ? mask : redactText(value);
}

/** A query or form without the secrets that names or patterns reveal. */
export function redactParameters(search: string): string {
  return search
    .split("&")
    .map((parameter) => {
      const [name = "", ...rest] = parameter.split("=");
      const shownName = redactEncoded(name);
      if (rest.length === 0) {
        return shownName;
      }
      return `${shownName}=${isSecretName(name) ? mask : redactEncoded(rest.join("="))}`;
    })
    .join("&");
}

function redactEncoded(part: string): string {
  const text = decodedOnce(part.replaceAll("+", " "));
  const redacted = redactText(text);
  return redacted === text ? part : encodeURIComponent(redacted);
}

/** A copy of a JSON value without the secrets that names or patterns reveal. */
export function redactJson(value: Json): Json {
  if (typeof value === "string") {
    return redactText(value);
  }
  if (Array.isArray(value)) {
    return value.every(isPair) ? value.map(redactPair) : value.map(redactJson);
  }
  if (!isJsonObject(value)) {
    return value;
  }
  // Lists of names with values, and operations of a JSON Patch.
  const named = [value.name, value.key, value.header, value.path].some(
    (name) => typeof name === "string" && isSecretName(name.split("/").at(-1) ?? ""),
  );
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      redactText(name),
      isSecretName(name) || (named && name === "value") ? mask : redactJson(member),
    ]),
  );
}

// Lists of names with values, such as headers. A pair on its own may be a list of two names.
function isPair(value: Json): value is [string, Json] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === "string";
}

function redactPair([name, value]: [string, Json]): Json {
  return [redactText(name), isSecretName(name) ? mask : redactJson(value)];
}

/** A text without the secrets inside: in URLs, connection strings, nested JSON, headers, tokens and keys. */
export function redactText(text: string, depth = 0): string {
  const nested = /^\s*[[{"]/.test(text) ? parsed(text) : undefined;
  if (nested !== undefined) {
    const redacted = redactJson(nested);
    return JSON.stringify(redacted) === JSON.stringify(nested) ? text : JSON.stringify(redacted);
  }
  const redacted = patterns.reduce((result, [pattern, replace]) => result.replaceAll(pattern, replace), text);
  if (depth >= 3 || !/%[0-9a-f]{2}/i.test(redacted)) {
    return redacted;
  }
  // An encoded text, such as a URL as a parameter of another one, stays encoded if it has no secret.
  const plain = decodedOnce(redacted);
  const inner = redactText(plain, depth + 1);
  return inner === plain ? redacted : inner;
}

// Each pattern begins where it cannot begin again one character later: the time stays linear for long texts.
type Replace = (whole: string, ...groups: string[]) => string;

const patterns: readonly (readonly [RegExp, Replace])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, () => mask],
  // JSON Web Tokens, and the tokens that this emulator issues.
  [/(?<![\w-])eyJ[\w-]+\.[\w-]+(\.[\w-]*)*|\bemulator-access-\w+-[0-9a-f-]+/g, () => mask],
  [/(:\/\/)[^/?#@\s"']+@/g, (_whole, start) => `${start}${mask}@`],
  // "Basic Authentication" is the name of an auth spec.
  [
    /\b(bearer|basic)(\s+)(?=\S*\d|\S{20})[\w.~+/=-]+/gi,
    (_whole, scheme, space) => `${scheme}${space}${mask}`,
  ],
  // Whole headers in a text.
  [
    /((?:proxy-)?authorization|(?:set-)?cookie|x-api-key)(\s*:\s*)[^\r\n"']+/gi,
    (_whole, name, colon) => `${name}${colon}${mask}`,
  ],
  // A member of JSON, quoted any number of times.
  [
    /(?<!\\)(\\*["'])([\w.$-]+)\1(\s*:\s*)(\\*["'])([\s\S]*?)\4/g,
    (whole, quote, name = "", colon, valueQuote) =>
      isSecretName(name) ? `${quote}${name}${quote}${colon}${valueQuote}${mask}${valueQuote}` : whole,
  ],
  // Parameters of URLs, and parts of connection strings.
  [
    /(?<![\w.$-])([\w.$-]+)(\s*=\s*)([^&;\s"'<>\\]+)/g,
    (whole, name = "", equals) => (isSecretName(name) ? `${name}${equals}${mask}` : whole),
  ],
];

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A text without percent encoding, however often it was encoded. */
function decoded(text: string): string {
  let before = text;
  for (let level = 0; level < 3; level += 1) {
    const after = decodedOnce(before);
    if (after === before) {
      break;
    }
    before = after;
  }
  return before;
}
