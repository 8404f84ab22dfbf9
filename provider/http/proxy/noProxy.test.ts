import { array, assert, constantFrom, property } from "fast-check";
import { EnvHttpProxyAgent } from "undici";
import { expect, test } from "vitest";
import { isExempt, isOfThisMachine, rangesIn } from "./noProxy";

test.each([
  "http://127.0.0.1:8080",
  "http://127.1.2.3",
  "http://127.1",
  "https://localhost",
  "https://LOCALHOST.:8443",
  "https://aep.localhost",
  "http://[::1]:8080",
  "http://[0:0:0:0:0:0:0:1]",
  "http://[::ffff:127.0.0.1]",
  "http://0.0.0.0:8080",
  "http://169.254.169.254/metadata",
])("%s is on this machine, so that it has no proxy.", (url) => {
  expect(isOfThisMachine(new URL(url))).toBe(true);
});

test.each([
  "http://128.0.0.1",
  "https://localhost.example.com",
  "https://notlocalhost",
  "http://[::2]",
  "http://10.0.0.1",
])("%s is on another machine.", (url) => {
  expect(isOfThisMachine(new URL(url))).toBe(false);
});

/** Whether undici sends a request directly. */
function isDirectByUndici(url: string, noProxy: string): boolean | undefined {
  let isDirect: boolean | undefined;
  const connect = () => {};
  const agent = new EnvHttpProxyAgent({
    httpProxy: "http://proxy.example:3128",
    httpsProxy: "http://proxy.example:3128",
    noProxy,
    connect,
    // Only requests without a proxy keep the given way to connect. Nothing is sent.
    factory: (_origin, options) => {
      isDirect = (options as { connect?: unknown }).connect === connect;
      throw new Error("not sent");
    },
  });
  agent.dispatch({ origin: url, path: "/", method: "GET" }, { onResponseError: () => {} });
  return isDirect;
}

const hosts = [
  "example.com",
  "a.example.com",
  "b.a.example.com",
  "notexample.com",
  "10.0.0.1",
  "[2001:db8::1]",
  "example.com.",
];
const urls = hosts.flatMap((host) =>
  ["http:", "https:"].flatMap((scheme) =>
    ["", ":80", ":443", ":8443"].map((port) => `${scheme}//${host}${port}`),
  ),
);
const entries = [
  ...[
    "example.com",
    ".example.com",
    "*.example.com",
    "EXAMPLE.com",
    "a.example.com",
    "example.com.",
    "*example.com",
    "*",
  ],
  ...[
    "example.com:443",
    "example.com:8443",
    "*:80",
    ".example.com:0443",
    "example.com:0",
    "example.com:",
    "com",
  ],
  ...[
    "10.0.0.1",
    "10.0.0.0/8",
    "2001:db8::1",
    "[2001:db8::1]",
    "[2001:db8::1]:443",
    "[2001:db8::1]:8443",
    "::1",
  ],
  ...["http://example.com", "", ".", "*."],
];

test("NO_PROXY means the same as to undici.", () => {
  assert(
    property(
      constantFrom(...urls),
      array(constantFrom(...entries), { maxLength: 3 }),
      constantFrom(",", " ", ", ", ",,"),
      (url, list, separator) => {
        const noProxy = list.join(separator);
        expect([url, noProxy, isExempt(new URL(url), noProxy)]).toEqual([
          url,
          noProxy,
          isDirectByUndici(url, noProxy),
        ]);
      },
    ),
    { numRuns: 3_000 },
  );
});

test("Ranges of addresses are recognised, because they exempt no host.", () => {
  expect(rangesIn("example.com, 10.0.0.0/8 fd00::/8,[fd00::]/8,http://example.com/1")).toEqual([
    "10.0.0.0/8",
    "fd00::/8",
    "[fd00::]/8",
  ]);
  expect(isExempt(new URL("http://10.0.0.1"), "10.0.0.0/8")).toBe(false);
});
