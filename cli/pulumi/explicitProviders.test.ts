import { expect, test } from "vitest";
import { FakeClock } from "../../test/support/fakeClock";
import { completeConfig, sessionWith } from "../../test/support/session";
import { explicitProviders, ProviderSessions } from "./explicitProviders";
import type { StateResource } from "./stack";

const type = "pulumi:providers:pulumi-nodejs";
const urnOf = (name: string) => `urn:pulumi:dev::acme::${type}::${name}`;
const secret = (value: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});
const flow = (provider?: string): StateResource => ({
  urn: "urn:pulumi:dev::acme::pulumi-nodejs:dynamic/aep:Flow::orders",
  type: "pulumi-nodejs:dynamic/aep:Flow",
  ...(provider === undefined ? {} : { provider: `${urnOf(provider)}::an-id` }),
});

const state = {
  version: 3,
  deployment: {
    manifest: { time: "" },
    resources: [
      { urn: urnOf("default"), type, inputs: { "aep:orgId": "DEFAULT@AdobeOrg" } },
      { urn: urnOf("default_3_276_0"), type },
      {
        urn: urnOf("acme"),
        type,
        inputs: {
          "aep:orgId": "ACME@AdobeOrg",
          "aep:clientSecret": secret("a-password-for-tests"),
          "aep:notFromEnvironment": "accessToken",
        },
      },
      { urn: "urn:pulumi:dev::acme::pulumi:providers:aws::acme", type: "pulumi:providers:aws" },
    ],
  },
};

test("The explicit providers of a stack are those of dynamic resources whose names do not begin with default.", () => {
  expect(explicitProviders(state).map(({ name }) => name)).toEqual(["acme"]);
});

test("A resource has the configuration that is recorded for its provider.", () => {
  const environment = { AEP_CLIENT_ID: "of-environment", AEP_ACCESS_TOKEN: "not-a-real-token" };
  const ofStack = sessionWith(completeConfig);
  const sessions = new ProviderSessions(ofStack, explicitProviders(state), {
    clock: new FakeClock(),
    environment,
  });
  const { settings } = sessions.of(flow("acme"));
  expect(settings.get("orgId")).toBe("ACME@AdobeOrg");
  expect(settings.get("clientSecret")).toBe("a-password-for-tests");
  expect(settings.get("clientId")).toBe("of-environment");
  expect(settings.get("accessToken")).toBeUndefined();
  expect(sessions.secrets()).toEqual(expect.arrayContaining(["a-password-for-tests", "given-token"]));
  for (const provider of [undefined, "default", "default_3_276_0"]) {
    expect(sessions.of(flow(provider))).toBe(ofStack);
  }
  expect(() => sessions.of(flow("lost"))).toThrow("orders: its provider lost is not in the state");
});
