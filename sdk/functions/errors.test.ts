import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { aepConfig, functionsBed } from "../../test/support/functionsBed";
import * as aep from "..";
import * as azure from "../azure";
import * as madconnect from "../madconnect";

const bed = functionsBed((url) => ({ ...aepConfig(url), "aep:madconnectClientSecret": "emulator-secret" }));

const id = "00000000-0000-0000-0000-000000000000";
const other = new (class extends pulumi.ProviderResource {})("random", "other");

async function errorOf(run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  return undefined;
}

test.each<[string, RegExp, () => unknown]>([
  ["an unknown base connection", /^There is no base connection/, () => aep.getConnection({ id })],
  ["an unknown dataset", /^There is no dataset/, () => aep.getDataset({ id })],
  ["an unknown flow", /^There is no flow/, () => aep.getFlow({ id })],
  ["an unknown run", /^There is no run/, () => aep.getFlowRun({ id })],
  ["an unknown endpoint", /^There is no private endpoint/, () => aep.getPrivateEndpoint({ id })],
  ["an unknown schema", /^There is no schema/, () => aep.getSchema({ id })],
  ["a spec with an unknown id", /^There is no flow spec with id/, () => aep.getFlowSpec({ id })],
  ["a spec with an unknown name", /^There is no flow spec with name/, () => aep.getFlowSpec({ name: "N" })],
  ["a value with filter characters", /cannot be used to filter/, () => aep.getFlowSpec({ name: "a,b" })],
  ["an unknown public key", /^There is no public key/, () => aep.getPublicKey({ id })],
  [
    "a preview of a file without its connection",
    /^previewFile requires either/,
    // As a program in JavaScript can call it.
    () => aep.previewFile({ path: "/a.csv" } as aep.PreviewFileArgs),
  ],
  [
    "a duration that is too long",
    /^autoTerminationMinutes must be/,
    () => aep.enableInteractiveAuthoring({ autoTerminationMinutes: 121 }),
  ],
  ["a provider of another package", /not an aep\.Provider/, () => aep.getFlows({}, { provider: other })],
  [
    "a provider of another package, with outputs",
    /not an aep\.Provider/,
    () => aep.getFlowsOutput({}, { provider: other }),
  ],
  [
    "incomplete credentials of a provider",
    /^The provider "p" sets orgId and clientId, but not clientSecret or accessToken/,
    () => new aep.Provider("p", { orgId: "A@AdobeOrg", clientId: "c" }),
  ],
  [
    "an approval without its endpoint",
    /^The PrivateLinkSource "s" has an existing approval/,
    () =>
      new azure.PrivateLinkSource("s", {
        storageAccount: { id: "/subscriptions/s", name: "n" },
        source: "azureBlob",
        container: "c",
        path: "/p",
        format: "json",
        auth: { specName: "ConnectionString", params: { connectionString: "c" } },
        approval: azure.PrivateEndpointApproval.get("a", "/subscriptions/s"),
      }),
  ],
  [
    "a missing configuration",
    /^Configuration is missing: aep:orgId/,
    () => {
      pulumi.runtime.setAllConfig({});
      return aep.getFlows();
    },
  ],
  [
    "a refusal of the service",
    /^\S.* 403/,
    () => {
      bed.emulator.faults.add({ kind: "answer", path: "/data/foundation/flowservice", status: 403 });
      return aep.getFlows();
    },
  ],
  [
    "an unknown connection of MadConnect",
    /^There is no connection/,
    () => madconnect.getConnection({ id: "none" }),
  ],
  [
    "a missing configuration of MadConnect",
    /^Configuration is missing: aep:madconnect/,
    () => {
      pulumi.runtime.setAllConfig({});
      return madconnect.getConnections();
    },
  ],
])("Pulumi prints the error for %s without a stack.", async (_what, message, run) => {
  const error = await errorOf(run);
  expect(error).toMatchObject({ message: expect.stringMatching(message) });
  expect(pulumi.RunError.isInstance(error)).toBe(true);
});

test("An error that is no message for users keeps its stack.", async () => {
  const error = await errorOf(() => aep.getFlow(undefined as unknown as aep.GetFlowArgs));
  expect(error).toBeInstanceOf(TypeError);
  expect(pulumi.RunError.isInstance(error)).toBe(false);
});
