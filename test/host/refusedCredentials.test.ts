import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProviderHost } from "../support/host/providerHost";
import { startTestBed, type TestBed } from "../support/host/testBed";
import { completeInputs, type ResourceCase, resourceCases } from "../support/resourceCases";

const wrong = { AEP_CLIENT_SECRET: "not-the-secret", MADCONNECT_CLIENT_SECRET: "not-the-secret" };
const expired = { "aep:accessToken": "not-a-real-token" };
const recorded =
  /\nA destroy, refresh or drift may use the credentials that the last pulumi up recorded: .*$/;

let testBed: TestBed;
let refused: ProviderHost;
let unauthorized: ProviderHost;
beforeAll(async () => {
  testBed = await startTestBed();
  [refused, unauthorized] = await Promise.all([
    testBed.anotherHost({}, wrong),
    testBed.anotherHost(expired, wrong),
  ]);
});
afterAll(() => testBed.close());

function entityOf({ kind }: ResourceCase) {
  return {
    id: "4aa78aa8-eb35-4313-85e5-9707937acd9c",
    properties: { ...completeInputs(kind), orgId: "EMULATOR@AdobeOrg", sandbox: "prod" },
  };
}

const ofAep = resourceCases.filter(({ path }) => path.startsWith("/data/"));

// Without a program, the engine never calls check: the order of these tests is that of such runs and of an up.
test.each(resourceCases)(
  "$kind: a read or delete by refused credentials explains which were used",
  async (one) => {
    const { id, properties } = entityOf(one);
    await expect(refused.read(one.kind, id, properties)).rejects.toThrow(recorded);
    if (one.kept === undefined) {
      await expect(refused.delete(one.kind, id, properties)).rejects.toThrow(recorded);
    }
  },
);

test.each(ofAep)("$kind: a read by an expired access token explains it too", async (one) => {
  const { id, properties } = entityOf(one);
  const attempt = unauthorized.read(one.kind, id, properties);
  await expect(attempt).rejects.toThrow(
    /status 401[\s\S]*aep:accessToken \(AEP_ACCESS_TOKEN\) has not expired/,
  );
  await expect(attempt).rejects.toThrow(recorded);
});

test("other errors do not mention credentials", async () => {
  const id = "4aa78aa8-eb35-4313-85e5-9707937acd9c";
  const properties = { orgId: "EMULATOR@AdobeOrg", sandbox: "nope", name: "f" };
  const attempt = testBed.host.read("flow", id, properties);
  await expect(attempt).rejects.toThrow(/Check the sandbox/);
  await expect(attempt).rejects.not.toThrow(/recorded/);
});

test("a process that has checked inputs runs a program, so its credentials are those of today", async () => {
  await refused.check("flow", {}, completeInputs("flow"));
  for (const one of resourceCases) {
    const { id, properties } = entityOf(one);
    const attempt = refused.read(one.kind, id, properties);
    await expect(attempt).rejects.toThrow(/was refused with status/);
    await expect(attempt).rejects.not.toThrow(/recorded/);
  }
});
