import { expect, test } from "vitest";
import { Proxies } from "./proxies";

const api = "https://platform.adobe.io/data";
const plain = "http://gateway.example/data";
const a = "http://a.example:3128";
const b = "http://b.example:8080";

test.each<[NodeJS.ProcessEnv, string, string]>([
  // No variable.
  [{}, api, "no proxy is set"],
  [{ ALL_PROXY: a }, api, "no proxy is set"],
  // One variable.
  [{ HTTPS_PROXY: a }, api, "a.example:3128 HTTPS_PROXY"],
  [{ https_proxy: a }, api, "a.example:3128 https_proxy"],
  [{ HTTPS_PROXY: a }, plain, "no proxy is set"],
  [{ HTTP_PROXY: a }, plain, "a.example:3128 HTTP_PROXY"],
  [{ http_proxy: a }, plain, "a.example:3128 http_proxy"],
  // HTTP_PROXY is for https too, unless HTTPS_PROXY is set.
  [{ HTTP_PROXY: a }, api, "a.example:3128 HTTP_PROXY"],
  [{ HTTP_PROXY: a, HTTPS_PROXY: b }, api, "b.example:8080 HTTPS_PROXY"],
  [{ HTTP_PROXY: a, HTTPS_PROXY: b }, plain, "a.example:3128 HTTP_PROXY"],
  [{ HTTP_PROXY: a, HTTPS_PROXY: "" }, api, "a.example:3128 HTTP_PROXY"],
  // Lower case wins, even if it is empty.
  [{ HTTPS_PROXY: a, https_proxy: b }, api, "b.example:8080 https_proxy"],
  [{ HTTPS_PROXY: a, https_proxy: "" }, api, "no proxy is set"],
  [{ HTTP_PROXY: a, http_proxy: "" }, plain, "no proxy is set"],
  // Exceptions.
  [{ HTTPS_PROXY: a, NO_PROXY: "adobe.io" }, api, "NO_PROXY"],
  [{ HTTPS_PROXY: a, no_proxy: "adobe.io" }, api, "NO_PROXY"],
  [{ HTTPS_PROXY: a, NO_PROXY: "adobe.io", no_proxy: "" }, api, "a.example:3128 HTTPS_PROXY"],
  [{ HTTPS_PROXY: a, NO_PROXY: "*" }, api, "NO_PROXY"],
  [{ HTTPS_PROXY: a, NO_PROXY: "example.com" }, api, "a.example:3128 HTTPS_PROXY"],
  [{ HTTPS_PROXY: a, HTTP_PROXY: a }, "https://127.0.0.1:8443", "this machine"],
  [{ HTTPS_PROXY: a, HTTP_PROXY: a }, "http://[::1]:8080", "this machine"],
  [{ HTTPS_PROXY: a, HTTP_PROXY: a }, "http://aep.localhost:8080", "this machine"],
  // Forms of URLs.
  [{ HTTPS_PROXY: "http://a.example" }, api, "a.example:80 HTTPS_PROXY"],
  [{ HTTPS_PROXY: "https://a.example" }, api, "a.example:443 HTTPS_PROXY"],
  [{ HTTPS_PROXY: "HTTP://A.example:3128/" }, api, "a.example:3128 HTTPS_PROXY"],
  [{ HTTPS_PROXY: "http://[::1]:3128" }, api, "[::1]:3128 HTTPS_PROXY"],
])("With %o, %s has the proxy or reason: %s.", (environment, url, expected) => {
  const route = new Proxies(environment).routeTo(new URL(url));
  expect(route.proxy === undefined ? route.reason : `${route.proxy.name} ${route.proxy.variable}`).toBe(
    expected,
  );
});

test.each([
  ["ann:secret%21", "ann:secret!"],
  ["ann", "ann:"],
  ["ann:se%zz", "ann:se%zz"],
  ["a%40b:s%2Fc%C3%A9", "a@b:s/cé"],
])("The credentials %s are sent in basic authentication, and are no part of the address.", (given, sent) => {
  const { proxy } = new Proxies({ HTTPS_PROXY: `http://${given}@a.example:3128` }).routeTo(new URL(api));
  expect(proxy).toEqual({
    origin: "http://a.example:3128",
    name: "a.example:3128",
    variable: "HTTPS_PROXY",
    authorization: `Basic ${Buffer.from(sent).toString("base64")}`,
  });
});

test.each([
  "a.example:3128",
  "ann:hidden@a.example:3128",
  "10.0.0.1:3128",
  "//a.example:3128",
  "socks5://ann:hidden@a.example:1080",
  "http://ann:hi#dden@a.example:3128",
  "http://ann:1234/hidden@a.example:3128",
  "http://a.example:3128/path",
  "http://",
  "hidden",
  " ",
])("%j is one clear error that shows no part of it.", (value) => {
  const proxies = new Proxies({ https_proxy: value, NO_PROXY: "exempt.example" });
  const route = () => proxies.routeTo(new URL(api));
  expect(route).toThrow(
    /^The environment variable https_proxy is not the URL of an HTTP proxy\.\nSet https_proxy to http:\/\//,
  );
  expect(route).not.toThrow(/hidden|1234|ann|example/);
  // Only requests that need the proxy fail.
  expect(proxies.routeTo(new URL("https://exempt.example"))).toEqual({ reason: "NO_PROXY" });
  expect(proxies.routeTo(new URL("https://127.0.0.1"))).toEqual({ reason: "this machine" });
});

test.each<[string, string[]]>([
  ["http://ann:pass%21word@a.example", ["ann:pass%21word", "pass%21word", "ann:pass!word", "pass!word"]],
  ["http://token@a.example", ["token"]],
  ["http://a.example", []],
  ["ann:password@a.example:3128", ["ann:password", "password"]],
  ["http://ann:pass/w#o?r@d@a.example", ["ann:pass/w#o?r@d", "pass/w#o?r@d"]],
  ["socks5://ann:password@a.example", ["ann:password", "password"]],
])("No message may show the credentials in %s, valid or not.", (value, secrets) => {
  for (const name of ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY"]) {
    expect(new Proxies({ [name]: value }).secrets()).toEqual(secrets);
  }
});
