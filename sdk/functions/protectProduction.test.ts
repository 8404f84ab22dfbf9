import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it } from "vitest";
import { closeServices } from "../../provider/functions";
import { protectedSandboxes, sandboxes } from "../../test/support/cases/protectedSandboxes";
import { aepConfig, functionsBed } from "../../test/support/functionsBed";
import * as aep from "..";
import * as functions from ".";

type Functions = typeof functions;

/** Every function of a program: those that also have a form with outputs. */
type FunctionName = {
  [Name in keyof Functions & string]: `${Name}Output` extends keyof Functions ? Name : never;
}[keyof Functions & string];

const spec = aep.connectionSpecs.azureBlob;

/** Arguments of every function; the entities need not exist. */
const argsOf: { readonly [Name in FunctionName]: Parameters<Functions[Name]>[0] } = {
  enableInteractiveAuthoring: {},
  exploreConnection: { id: "c", objectType: "root" },
  exploreConnectionSpec: { id: spec.id, objectType: "root" },
  getConnection: { id: "c" },
  getConnectionSpec: { id: spec.id },
  getConnectionSpecs: {},
  getConnections: {},
  getDataType: { title: "t" },
  getDataset: { id: "d" },
  getDescriptors: {},
  getFieldGroup: { title: "t" },
  getFlow: { id: "f" },
  getFlowRun: { id: "r" },
  getFlowRuns: { flowId: "f" },
  getFlowSpec: { id: "s" },
  getFlowSpecs: {},
  getFlows: {},
  getIdentityNamespace: { code: "Loyalty" },
  getInteractiveAuthoring: {},
  getLandingZone: {},
  getLandingZoneCredentials: {},
  getPrivateEndpoint: { id: "e" },
  getPrivateEndpoints: {},
  getPublicKey: { id: "k" },
  getPublicKeys: {},
  getSchema: { id: "s" },
  getSchemaClass: { title: "t" },
  previewFile: { connectionId: "c", path: "/a.csv" },
  previewTable: { connectionId: "c", tableName: "t" },
  resolvePrivateEndpoints: { auth: { specName: "ConnectionString", params: {} }, connectionSpec: spec },
  testConnection: { id: "c" },
  startFlowRun: { flowId: "f", windowStartTime: 0, windowEndTime: 1 },
};
const byName: Readonly<Record<FunctionName, unknown>> = functions;
const names = Object.keys(argsOf) as FunctionName[];

/** The functions that change something. */
const changing: readonly FunctionName[] = ["enableInteractiveAuthoring", "startFlowRun"];

const bed = functionsBed(aepConfig, { sandboxes });
const isOn = { "aep:protectProduction": "true" };

function configure(sandbox: string, more: Record<string, string> = {}): void {
  pulumi.runtime.setAllConfig({ ...aepConfig(bed.emulator.url), "aep:sandbox": sandbox, ...more });
}

/** Calls a function, and returns its error and the requests that arrived and change something. */
async function calling(name: FunctionName) {
  await bed.plain.forgetRequests();
  const call = byName[name] as (args: unknown) => Promise<unknown>;
  const error = await call(argsOf[name]).then(
    () => undefined,
    (failure: Error) => failure.message,
  );
  return { error, writes: await bed.plain.writeLines(), lines: await bed.plain.requestLines() };
}

beforeEach(() => closeServices());

it.each(names)("%s changes something only if it is one of the functions that do", async (name) => {
  configure("prod");
  const { writes, lines } = await calling(name);
  expect(lines.length).toBeGreaterThan(0);
  expect(writes.length > 0).toBe(changing.includes(name));
});

// Functions wait for retries in real time.
describe.each(protectedSandboxes.filter(({ isRetried }) => !isRetried))(
  "if $what",
  ({ sandbox, list, reason }) => {
    it("no function changes anything", async () => {
      configure(sandbox, isOn);
      if (list !== undefined) {
        bed.emulator.faults.add(list);
      }
      for (const name of names) {
        const { error, writes } = await calling(name);
        expect(writes).toEqual([]);
        if (changing.includes(name)) {
          expect(error).toMatch(reason);
        } else {
          expect(error ?? "").not.toContain("protectProduction");
        }
      }
    });
  },
);
