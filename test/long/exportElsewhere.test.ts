import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { ExportedProject, type ExportedStack } from "../support/export/exportedProject";
import { readGraph } from "../support/export/sandboxGraph";
import { checkProgram, ExportFolder } from "../support/exportCommand";
import { createEmptyGroup, fillWithFieldGroup } from "../support/filled/fieldGroup";
import { createDataset, createEvents, createFlow } from "../support/filled/flow";
import { connectionSpecs, paths } from "../support/filled/specs";

let emulator: RunningEmulator;
let plain: PlainClient;
let folder: ExportFolder;
beforeEach(async () => {
  emulator = await startEmulator({ switches: { dataSetExistence: "refuse", mappingExistence: "refuse" } });
  plain = new PlainClient(emulator.url);
  folder = await ExportFolder.create(emulator.url, inject("installedPackage"));
});
afterEach(async () => {
  await folder.remove();
  await emulator.close();
});

describe("an export in another sandbox that lacks entities", () => {
  const secret = "DefaultEndpointsProtocol=https;AccountName=acmestorage;AccountKey=a-key-for-tests";
  const endpoint = {
    name: "ACME storage",
    subscriptionId: "00000000-0000-0000-0000-000000000001",
    resourceGroupName: "acme-sources",
    resourceName: "acmestorage",
    fqdns: [],
    connectionSpec: connectionSpecs.azureBlob,
  };

  /** Creates a pipeline over a private endpoint; returns the endpoint's id. */
  async function fillOverEndpoint(): Promise<string> {
    const id = await plain.create(paths.endpoints, endpoint);
    await plain.send("POST", paths.authoring, { autoTerminationMinutes: 60 });
    const schemaId = await createEvents(plain, "ACME orders");
    await createFlow(plain, {
      name: "ACME orders",
      baseConnectionId: await plain.create(paths.connections, {
        name: "ACME storage",
        connectionSpec: connectionSpecs.azureBlob,
        auth: { specName: "ConnectionString", params: { connectionString: secret, usePrivateLink: true } },
      }),
      schemaId,
      dataSetId: await createDataset(plain, schemaId, "ACME orders"),
      path: "/orders.csv",
      mappings: [{ sourceType: "ATTRIBUTE", source: "Id", destination: "_id" }],
    });
    return id;
  }

  /** Creates a stack of an export in the sandbox dev, with some values of its config replaced. */
  async function stackForDev(
    name: string,
    replaced: Readonly<Record<string, string>>,
    ...options: string[]
  ): Promise<{ stack: ExportedStack; project: ExportedProject; report: string }> {
    const exported = await folder.export(name, ...options);
    const project = await ExportedProject.link(exported, emulator.url, inject("installedPackage"));
    await checkProgram(exported);
    // The config of the exported stack is in its file, from which its author writes another.
    const stack = await project.stack("prod");
    const config = await stack.stack.getAllConfig();
    for (const [key, { value }] of Object.entries(config)) {
      const instead = key === "aep:sandbox" ? "dev" : replaced[value];
      if (instead !== undefined) {
        await stack.stack.setConfig(key, { value: instead });
      }
    }
    const values = Object.values(await stack.stack.getAllConfig()).map(({ value }) => value);
    expect(values).toEqual(expect.arrayContaining(Object.values(replaced)));
    await stack.setSecrets(Object.fromEntries(exported.secretKeys.map((key) => [key, secret])));
    return { stack, project, report: exported.text("report.md") };
  }

  it("shares the sandbox's only private endpoint when a second one is refused", async () => {
    const endpointId = await fillOverEndpoint();
    const dev = new PlainClient(emulator.url, "dev");
    const shared = await dev.create(paths.endpoints, endpoint);

    const own = await stackForDev("own", {});
    await expect(own.stack.up()).rejects.toThrow(
      /limit of private endpoints in all development sandboxes has been reached: 1/,
    );
    await own.stack.destroy();
    expect((await readGraph(dev)).map(({ id }) => id)).toEqual([shared]);
    await own.project.remove();

    const sharing = await stackForDev("sharing", { [endpointId]: shared }, "--share-endpoints");
    await sharing.stack.up();
    await sharing.stack.stack.preview({ expectNoChanges: true });
    const made = await readGraph(dev);
    expect(made.filter(({ kind }) => kind === "flows")).toHaveLength(1);
    const [base] = made.filter(({ kind }) => kind === "connections");
    expect(base?.entity.auth).toMatchObject({ params: { privateEndpointId: shared } });
    await sharing.project.remove();
  });

  it("reads the id of a field group that no resource can create from its config", async () => {
    const { schemaId, fieldGroupId, dataSetId } = await fillWithFieldGroup(plain);
    const dev = new PlainClient(emulator.url, "dev");
    const there = await createEmptyGroup(dev);
    const { stack, project, report } = await stackForDev("aep", { [fieldGroupId]: there });
    expect(report).toContain(fieldGroupId);
    await stack.up();
    const made = await readGraph(dev);
    const [schema, ...others] = made.filter(({ kind }) => kind === "schemas");
    expect(others).toEqual([]);
    expect(schema?.entity.allOf).toContainEqual(expect.objectContaining({ $ref: there }));
    const [dataset] = made.filter(({ kind }) => kind === "dataSets");
    expect(dataset?.entity.schemaRef).toMatchObject({ id: schema?.id });
    for (const id of [schemaId, fieldGroupId, dataSetId]) {
      expect(JSON.stringify(made)).not.toContain(id);
    }
    await project.remove();
  });
});
