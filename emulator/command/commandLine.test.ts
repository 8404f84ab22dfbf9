import { expect, test } from "vitest";
import { readCommandLine } from "./commandLine";

test("reads every option", () => {
  const args =
    "--port 8080 --host 0.0.0.0 --host-name aep --host-name aep.example --state s --tls --ca-file ca.pem --client-id c --client-secret x --organisation O@AdobeOrg --tenant acme --content files --sandbox prod --sandbox qa:production --approval-delay never --switch deleteStatus=202 --switch etagMovesAfterCreate=false --switch deleteStatus=204";
  expect(readCommandLine(args.split(" "))).toEqual({
    port: 8080,
    host: "0.0.0.0",
    hostNames: ["aep", "aep.example"],
    stateFile: "s",
    tls: true,
    caFile: "ca.pem",
    clientId: "c",
    clientSecret: "x",
    organisation: "O@AdobeOrg",
    tenant: "acme",
    contentFolder: "files",
    sandboxes: ["prod", { name: "qa", type: "production" }],
    switches: { approvalDelayMs: "never", deleteStatus: 204, etagMovesAfterCreate: false },
  });
  expect(readCommandLine(["--approval-delay", "500"])).toEqual({ switches: { approvalDelayMs: 500 } });
  expect(readCommandLine(["--help"])).toBe("help");
});

test.each([
  ["--port", "many"],
  ["--sandbox", "a:b"],
  ["--switch", "none=1"],
  ["--approval-delay", "soon"],
  ["--ca-file", "ca.pem"],
  ["--none"],
])("%s %s is refused", (...args) => {
  expect(() => readCommandLine(args.filter((arg) => typeof arg === "string"))).toThrow();
});
