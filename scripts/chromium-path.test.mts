import { expect, test } from "vitest";
import { browserIn } from "./chromium-path.cjs";

const known = { variable: "BROWSER_PATH", places: ["/usr/bin/first", "/usr/bin/second"] };

test.each([
  { environment: {}, installed: ["/usr/bin/second"], found: "/usr/bin/second" },
  {
    environment: { BROWSER_PATH: "" },
    installed: ["/usr/bin/first", "/usr/bin/second"],
    found: "/usr/bin/first",
  },
  { environment: { BROWSER_PATH: "/opt/own" }, installed: ["/usr/bin/first", "/opt/own"], found: "/opt/own" },
])("With $environment and $installed, the browser is $found.", ({ environment, installed, found }) => {
  expect(browserIn(known, environment, (path) => installed.includes(path))).toEqual({ path: found });
});

test("Without a browser, the reason says how to get one.", () => {
  expect(browserIn(known, {}, () => false).missing).toMatch(
    /^no Chromium was found; install .* or set BROWSER_PATH /,
  );
});

test("A variable with a wrong path is the reason, and no other browser is used.", () => {
  const installed = (path: string) => path.startsWith("/usr/bin/");
  expect(browserIn(known, { BROWSER_PATH: "/gone" }, installed)).toEqual({
    missing: 'BROWSER_PATH names "/gone", which does not exist',
  });
});
