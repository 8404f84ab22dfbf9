import { expect, test } from "vitest";
import { redact } from "./redact";

const percent = (text: string) =>
  Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
const json = (text: string) => JSON.stringify({ error: text });
const units = (text: string, show: (code: number) => string) =>
  Array.from({ length: text.length }, (_, at) => show(text.charCodeAt(at))).join("");
const hex = (code: number) => code.toString(16).padStart(4, "0");
const base64 = (text: string) => Buffer.from(text).toString("base64");
const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "/": "&sol;",
  "+": "&plus;",
  "=": "&equals;",
  ";": "&semi;",
  é: "&eacute;",
};
const form = (text: string) => new URLSearchParams({ "": text }).toString().slice(1);
const lower = (text: string) => text.replaceAll(/%[0-9A-F]{2}/g, (found) => found.toLowerCase());
const inHtml = (text: string, show: (character: string) => string) => text.replaceAll(/[^A-Za-z0-9]/gu, show);

/** The ways in which services encode a text that they quote. */
const encodings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  JSON: json,
  "JSON with \\/": (text) => json(text).replaceAll("/", "\\/"),
  "JSON with \\u escapes of special characters": (text) =>
    text.replaceAll(/[^A-Za-z0-9]/g, (found) => `\\u${hex(found.charCodeAt(0))}`),
  "JSON with upper-case \\u escapes": (text) => units(text, (code) => `\\u${hex(code).toUpperCase()}`),
  "JSON in JSON": (text) => json(json(text)),
  "JSON in JSON in JSON in JSON": (text) => json(json(json(json(text)))),
  "percent encoding": encodeURIComponent,
  "lower-case percent encoding": (text) => lower(encodeURIComponent(text)),
  "percent encoding of every character": percent,
  "percent encoding of some characters": (text) =>
    [...text].map((one, at) => (at % 3 === 0 ? percent(one) : one)).join(""),
  "percent encoding twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  "a form": form,
  "a lower-case form": (text) => lower(form(text)),
  base64,
  "base64 without padding": (text) => base64(text).replaceAll("=", ""),
  base64url: (text) => Buffer.from(text).toString("base64url"),
  "base64 of a Basic header": (text) => `Basic ${base64(`a-client-id:${text}`)}`,
  "base64 of another Basic header": (text) => `Basic ${base64(`an-id:${encodeURIComponent(text)}`)}`,
  "base64 with line breaks": (text) => base64(`${"x".repeat(50)}${text}`).replaceAll(/.{76}/g, "$&\r\n"),
  "base64 of base64": (text) => base64(base64(`:${text}`)),
  "base64 of JSON": (text) => base64(json(text)),
  "base64 after other text": (text) => `key/${base64(text)}`,
  "base64 in a URL": (text) => encodeURIComponent(base64(text)),
  "named entities": (text) => inHtml(text, (found) => entities[found] ?? found),
  "decimal entities": (text) => inHtml(text, (found) => `&#${found.codePointAt(0)};`),
  "hexadecimal entities": (text) => inHtml(text, (found) => `&#x${hex(found.codePointAt(0) ?? 0)};`),
  "hexadecimal entities of every character": (text) =>
    [...text].map((found) => `&#X${found.codePointAt(0)?.toString(16).toUpperCase()};`).join(""),
  "entities twice": (text) => inHtml(text, (found) => `&amp;#${found.codePointAt(0)};`),
  hex: (text) => Buffer.from(text).toString("hex"),
  "upper-case hex": (text) => `0x${Buffer.from(text).toString("hex").toUpperCase()}`,
  "\\x escapes": (text) =>
    Array.from(Buffer.from(text, "latin1"), (byte) => `\\x${byte.toString(16)}`).join(""),
  "entities in JSON": (text) => json(inHtml(text, (found) => entities[found] ?? found)),
  "percent encoding in JSON in JSON": (text) => json(json(`?sig=${lower(encodeURIComponent(text))}`)),
  "JSON in a URL": (text) => encodeURIComponent(json(text)),
};

/** A key of each type that a program can contain. */
const key = "p9Xv+Zk3/QmT7wLr2BsYd8HnJc5Ue1Ag4F+oVi6KtNxRq0E/jC=";
const secrets: Readonly<Record<string, string>> = {
  "storage key": key,
  "client secret": "p8e-Zk3QmT7wLr2BsYd8HnJc5Ue1Ag4FoVi6",
  password: 'p"w d/é&<x>+1=\\;',
  "short password": "h+7/",
  token: "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhY21lIn0.Zk3_QmT7-wLr2BsYd8HnJc5Ue1Ag4FoVi6",
  "SAS signature": "?sv=2022-11-02&sr=c&sig=p9Xv%2BZk3%2FQmT7wLr2BsYd8HnJc5Ue1Ag4FoVi6KtN%3D",
  "PEM key":
    "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nQmT7wLr2BsYd8HnJ\n-----END PRIVATE KEY-----",
  "connection string": `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${key};EndpointSuffix=core.windows.net`,
};

const combinations = Object.entries(encodings).flatMap(([name, encode]) =>
  Object.entries(secrets).map(([type, secret]) => ({ name, type, secret, shown: encode(secret) })),
);

test.each(combinations)("In $name, a $type is hidden.", (combination) => {
  const { secret, shown } = combination;
  const message = redact(`The service refused (${shown}) at 12:00.`, [secret]);
  expect(message).toMatch(/^The service refused \(.*\[secret\].*\) at 12:00\.$/s);
  const revealing = revealingPart(combination);
  for (let at = 0; at + 6 <= revealing.length; at++) {
    const piece = revealing.slice(at, at + 6);
    // Quotes and backslashes alone are also around the secret.
    expect(/[A-Za-z0-9]/.test(piece) && message.includes(piece), piece).toBe(false);
  }
});

/** The part of an encoded text that depends on the secret: what differs from the same encoding of another text. */
function revealingPart({ name, secret, shown }: (typeof combinations)[number]): string {
  const other = encodings[name]?.(secret.replaceAll(/[^\n]/gu, "\u00ff")) ?? "";
  let [start, end] = [0, 0];
  while (start < shown.length && shown[start] === other[start]) {
    start++;
  }
  while (end < shown.length - start && shown.at(-1 - end) === other.at(-1 - end)) {
    end++;
  }
  return shown.slice(start, shown.length - end);
}

test("A decoded signature of a SAS is hidden.", () => {
  const sas = "?sv=2022-11-02&sr=c&sig=p9Xv%2BZk3%2FQmT7wLr%3D";
  for (const text of [decodeURIComponent(sas), "p9Xv+Zk3/QmT7wLr=", "p9Xv Zk3/QmT7wLr"]) {
    expect(redact(`The signature ${text} is wrong`, [sas])).not.toMatch(/Zk3|QmT/);
  }
});

test.each(["…", "...", " [truncated]", '"', "", '…"}', "\n(code 1)", ".\n(code 1)", "%2", "\\u00"])(
  "A secret that was cut before %j is hidden.",
  (after) => {
    for (const secret of ["a-password-of-acme-1", key, "correcthorsebattery"]) {
      for (const length of [12, 15]) {
        for (const cut of [secret.slice(0, length), base64(`id:${secret}`).slice(0, 22)]) {
          const message = redact(`refused: ${cut}${after}`, [secret]);
          expect(message).not.toContain(cut.slice(-6));
        }
      }
    }
  },
);

test("The end of a secret is hidden too if its middle is left out.", () => {
  expect(redact("key a-passwo…f-acme-1 is wrong", ["a-password-of-acme-1"])).toBe(
    "key [secret]…[secret] is wrong",
  );
});

test.each([
  "POST /data/foundation/flowservice/connections was refused with status 400: name is missing.",
  "(code FLOW-1418-400, request id 26d738e0-8963-47ea-aadf-c60de735468a)",
  "The parameter DefaultEndpointsProtocol is required; AccountKey and EndpointSuffix too.",
  "Set it with: pulumi config set --secret aep:clientSecret <value> 100% \\o/ &c; %zz \\q",
  "L'accès a été refusé… réessayez; 42 of 100 & more",
  "password, passwords and the word correct are no secrets.",
])("The message %j is not changed.", (message) => {
  const given = [...Object.values(secrets), "correcthorsebattery", "password-12345", "a-password-of-acme-1"];
  expect(redact(message, given)).toBe(message);
});

test.each([
  ["words", "The flow of ACME is enabled and runs every day. "],
  ["escapes", '\\\\\\\\\\\\\\"%25252525&amp;amp;'],
  ["base64", base64("not a secret at all, just a long text of words")],
  ["one letter", "a"],
  ["the beginning of a secret", "p9Xv+Zk3/Q"],
])("A megabyte of %s takes linear time.", (_name, text) => {
  const given = [...Object.values(secrets), "aaaaaaaaaaaaaaaa"];
  const timeOf = (size: number) => {
    const message = text.repeat(Math.ceil(size / text.length));
    const start = process.cpuUsage().user;
    redact(message, given);
    return process.cpuUsage().user - start;
  };
  timeOf(100_000);
  const [small, large] = [Math.min(timeOf(125_000), timeOf(125_000)), timeOf(1_000_000)];
  // Eight times the size; quadratic time would be 64 times.
  expect(large).toBeLessThan(Math.max(small, 20_000) * 24);
});
