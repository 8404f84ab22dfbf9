import { describe, expect, it } from "vitest";
import { withIgnored } from "../support/host/ignoreChanges";
import type { InProcessHost } from "../support/host/inProcessHost";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { resourceCase, resourceCases } from "../support/resourceCases";

const bed = sharedInProcessBed({ emulator: { switches: { interactiveAuthoringRequired: false } } });

/** What someone else changes on the service, as a merge patch, and the inputs that show it. */
interface Edit {
  readonly kind: string;
  readonly edit: Properties;
  readonly paths: readonly string[];
  /** Inputs besides those of the kind's test case. */
  readonly more?: Properties;
}

const otherMapping = { sourceType: "ATTRIBUTE", source: "Name", destination: "_id" };

const edits: readonly Edit[] = [
  ...resourceCases.flatMap(({ kind, drift }) =>
    drift === undefined ? [] : [{ kind, edit: drift.edit, paths: [drift.field] }],
  ),
  { kind: "baseConnection", edit: { description: null }, paths: ["description"] },
  {
    kind: "baseConnection",
    edit: { auth: { params: { container: "returns" } } },
    more: {
      auth: {
        specName: "ConnectionString",
        params: {
          connectionString: "AccountName=a;AccountKey=a-key-for-tests",
          usePrivateLink: true,
          container: "orders",
        },
      },
    },
    paths: ["auth.params.container"],
  },
  { kind: "sourceConnection", edit: { params: { path: "orders/*.csv" } }, paths: ["params"] },
  { kind: "sourceConnection", edit: { params: { path: "orders/*.csv" } }, paths: ["params.path"] },
  {
    kind: "sourceConnection",
    edit: { data: { properties: { columnDelimiter: ";" } }, params: { type: "file" } },
    paths: ["data.properties.columnDelimiter", "params.type"],
  },
  { kind: "targetConnection", edit: { data: { format: "json" } }, paths: ["data.format"] },
  {
    kind: "targetConnection",
    edit: { params: { dataSetId: "5ef4551c52e054191a61a9aa" } },
    paths: ["params"],
  },
  { kind: "flow", edit: { state: "disabled" }, paths: ["state"] },
  // No program can request this state, which the service sets.
  { kind: "flow", edit: { state: "failed" }, paths: ["state"] },
  { kind: "flow", edit: { scheduleParams: { interval: "30" } }, paths: ["scheduleParams.interval"] },
  { kind: "flow", edit: { scheduleParams: { frequency: "day", interval: 2 } }, paths: ["scheduleParams"] },
  {
    kind: "flow",
    more: { options: { partialIngestionPercent: 10, errorDiagnosticsEnabled: true }, startTimeIfPast: "now" },
    edit: { options: { partialIngestionPercent: "20", added: "by the service" } },
    paths: ["options", "startTimeIfPast"],
  },
  {
    kind: "flow",
    edit: {
      transformations: [
        {
          name: "Mapping",
          params: { mappingId: "bf5286a9c1ad4266baca76ba3adc9366", mappingVersion: "3", more: 1 },
        },
      ],
    },
    paths: ["transformations"],
  },
  { kind: "schema", edit: { title: "Renamed by hand" }, paths: ["title"] },
  { kind: "dataset", edit: { tags: { unifiedProfile: ["enabled:false"] } }, paths: ["tags"] },
  { kind: "dataset", edit: { tags: { unifiedProfile: ["enabled:false"] } }, paths: ["tags.unifiedProfile"] },
  {
    kind: "dataset",
    more: { forceDestroy: true, enableErrorDiagnostics: false },
    edit: { enableErrorDiagnostics: "true" },
    paths: ["enableErrorDiagnostics", "forceDestroy"],
  },
  { kind: "mappingSet", edit: { mappings: [otherMapping] }, paths: ["mappings"] },
  { kind: "madconnectConnection", edit: { status: "disabled", enabled: false }, paths: ["status"] },
];

async function created(kind: string, host: InProcessHost, more: Properties = {}) {
  const managed = new ManagedResource(host, kind);
  const inputs = { ...(await resourceCase(kind).prepare(bed.plain)), ...more };
  await managed.up(inputs);
  return { managed, inputs };
}

async function drifted({ kind, edit, more }: Edit) {
  const { managed, inputs } = await created(kind, bed.host, more);
  const before = managed.inputs;
  expect(await managed.refresh()).toBe("same");
  await bed.plain.admin("PATCH", `${resourceCase(kind).collection}/${encodeURIComponent(managed.id)}`, edit);
  expect(await managed.refresh()).toBe("drift");
  const missing = Object.keys(before).filter((name) => managed.inputs[name] === undefined);
  expect(missing).toEqual(Object.keys(edit).filter((name) => edit[name] === null));
  await bed.plain.forgetRequests();
  return { managed: managed.on(bed.anotherHost()), inputs };
}

describe.each(edits)("when others change $paths of a $kind", (edit) => {
  it("ignoreChanges keeps the change, whatever the program says", async () => {
    const { managed, inputs } = await drifted(edit);
    expect(await managed.up(withIgnored(inputs, managed.inputs, edit.paths))).toBe("same");
    const others = withIgnored({ ...inputs, ...resourceCase(edit.kind).change?.inputs }, managed.inputs, [
      ...edit.paths,
      ...Object.keys(resourceCase(edit.kind).change?.inputs ?? {}),
    ]);
    expect(await managed.up(others)).toBe("same");
    expect(await managed.refresh()).toBe("same");
    expect(await bed.plain.writeLines()).toEqual([]);
  });

  it("the next up restores what the program says", async () => {
    const { managed, inputs } = await drifted(edit);
    if (edit.edit.state === "failed") {
      return expect(managed.up(inputs)).rejects.toThrow("is in state failed");
    }
    expect(["update", "replace"]).toContain(await managed.up(inputs));
    expect(await managed.refresh()).toBe("same");
    expect(await managed.up(inputs)).toBe("same");
  });
});

describe.each(resourceCases)("an unchanged $kind", ({ kind, addition = {}, withEndState = {} }) => {
  it("has the same inputs after a refresh", async () => {
    const { managed } = await created(kind, bed.host, { ...addition, ...withEndState });
    const before = managed.inputs;
    for (let round = 0; round < 2; round++) {
      expect(await managed.refresh()).toBe("same");
      expect(managed.inputs).toEqual(before);
    }
  });

  it("ignores each of its inputs", async () => {
    const { managed, inputs } = await created(kind, bed.host, addition);
    await managed.refresh();
    for (const name of Object.keys(managed.inputs)) {
      expect(await managed.up(withIgnored(inputs, managed.inputs, [name])), name).toBe("same");
    }
    expect(await managed.up(withIgnored(inputs, managed.inputs, Object.keys(managed.inputs)))).toBe("same");
  });

  it("read without being managed, has no inputs, before and after a refresh no secret", async () => {
    const { managed } = await created(kind, bed.host);
    const { secret } = resourceCase(kind);
    const scope = { sandbox: managed.outputs.sandbox, accountId: managed.outputs.accountId };
    const got = await bed.host.refresh(kind, managed.id, scope);
    expect(got?.inputs).toBeUndefined();
    const again = await bed.host.refresh(kind, managed.id, got?.outputs ?? {});
    expect(again?.outputs).toEqual(got?.outputs);
    if (secret !== undefined) {
      expect(JSON.stringify(again)).not.toContain(secret);
    }
  });
});

describe("a private endpoint given by targetResourceId", () => {
  const targetResourceId =
    "/subscriptions/00000000-0000-0000-0000-0000000000aa/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/acmestorage";
  const { name, connectionSpec } = resourceCase("privateEndpoint").body;

  it.each([
    ["targetResourceId", { targetResourceId: targetResourceId.replace("acmestorage", "another") }],
    ["resourceName", { targetResourceId: targetResourceId.replace("acmestorage", "another") }],
    ["name", { name: "another" }],
  ])("ignores changes of %s", async (path, change) => {
    const managed = new ManagedResource(bed.host, "privateEndpoint");
    const inputs = { name, connectionSpec, targetResourceId };
    await managed.up(inputs);
    for (const program of [inputs, { ...inputs, ...change }]) {
      expect(await managed.up(withIgnored(program, managed.inputs, [path]))).toBe("same");
      expect(await managed.refresh()).toBe("same");
    }
    expect(await managed.up({ ...inputs, ...change })).toBe("replace");
  });

  it("is required when it is created", async () => {
    const { failures } = await bed.host.check("privateEndpoint", {}, { name, connectionSpec });
    expect(failures.map(({ property }) => property)).toEqual([
      "subscriptionId",
      "resourceGroupName",
      "resourceName",
    ]);
  });
});

describe("a flow that an older version recorded", () => {
  it("keeps its inputs until its next update records all of them", async () => {
    const inputs = { ...(await resourceCase("flow").prepare(bed.plain)), startTimeIfPast: "now" };
    const managed = new ManagedResource(bed.host, "flow");
    await managed.up(inputs);
    const { __leftOut, startTimeIfPast, ...older } = managed.outputs;
    expect(__leftOut).toEqual(["scheduleParams.startTime"]);
    expect(startTimeIfPast).toBe("now");
    managed.outputs = older;
    const recorded = managed.inputs;

    expect(await managed.up(inputs)).toBe("same");
    expect(await managed.refresh()).toBe("same");
    await bed.plain.admin("PATCH", `flows/${managed.id}`, { description: "Changed by hand" });
    expect(await managed.refresh()).toBe("drift");
    expect(managed.inputs).toEqual(recorded);
    expect(await managed.up(withIgnored(inputs, managed.inputs, ["startTimeIfPast"]))).toBe("update");
    expect(managed.outputs).toMatchObject({ __leftOut, startTimeIfPast });
  });

  it("records a change of an instruction without a request", async () => {
    const inputs = await resourceCase("flow").prepare(bed.plain);
    const managed = new ManagedResource(bed.host, "flow");
    await managed.up(inputs);
    await bed.plain.forgetRequests();
    expect(await managed.up({ ...inputs, startTimeIfPast: "now" })).toBe("update");
    expect(managed.outputs.startTimeIfPast).toBe("now");
    expect(await managed.up(inputs)).toBe("update");
    expect(managed.outputs.startTimeIfPast).toBeUndefined();
    expect(await bed.plain.requestLines()).toEqual([]);
  });
});
