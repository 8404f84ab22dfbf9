import { expect, test } from "vitest";
import { PlainClient } from "../test/support/emulator/plainClient";
import { expectUnchanged, importBed, planted, runImport, stackResource } from "../test/support/importCommand";
import { createdBy } from "../test/support/programText";
import { createEntity, resourceCase, resourceCases } from "../test/support/resourceCases";

const bed = importBed();

test.each(resourceCases.map(({ kind }) => kind))(
  "A %s is imported with text that changes nothing.",
  async (kind) => {
    const id = await planted(bed.emulator.url, kind);
    await bed.plain.forgetRequests();
    const { code, text, error, file } = await runImport(bed.emulator.url, [
      kind,
      "orders",
      id,
      "--out",
      "import.json",
    ]);
    expect(error).not.toMatch(/^pulumi-aep/m);
    expect(code).toBe(0);
    await expectUnchanged(bed.emulator.url, kind, "orders", text, await file());
    expect(await bed.plain.writeLines()).toEqual([]);
    const { secret } = resourceCase(kind);
    if (secret !== undefined) {
      expect(error).toMatch(/^pulumi config set --secret \S+ --stack dev$/m);
      expect(`${text}${error}${await file()}`).not.toContain(secret);
    }
  },
);

test("References to resources of the stack become variables; other ids stay, with a comment.", async () => {
  const id = await planted(bed.emulator.url, "flow");
  const [source, target] = await Promise.all(
    ["sourceConnections", "targetConnections"].map(async (collection) => {
      const { items } = await bed.plain.admin("GET", collection);
      return (items as { id: string }[])[0]?.id ?? "";
    }),
  );
  const resources = [
    stackResource("sourceConnection", "acme-orders", String(source), {
      sourcePosition: "project:///index.ts#12,5",
    }),
  ];
  const { text } = await runImport(bed.emulator.url, ["Flow", "orders", id, "--out", "import.json"], {
    resources,
  });
  expect(text).toContain("sourceConnectionIds: [acmeOrdersSource.id]");
  expect(text).toContain('// acmeOrdersSource: the SourceConnection "acme-orders", index.ts line 12.');
  expect(text).toContain(`targetConnectionIds: ["${target}"]`);
  expect(text).toContain(`// targetConnectionIds.0: the stack has no target connection ${target}.`);
  expect(createdBy(text, 'const acmeOrdersSource = { id: "s" };')[0]?.args.sourceConnectionIds).toEqual([
    "s",
  ]);
});

test.each([
  ["of the stack", { version: 0 }, "mappingVersion: ordersFlowMappings.version"],
  ["older than that of the stack", { version: 3 }, "mappingVersion: 0"],
])("A flow with the version of a mapping set %s keeps this version.", async (_case, outputs, expected) => {
  const id = await planted(bed.emulator.url, "flow");
  const resources = [
    stackResource("mappingSet", "orders-flow", "bf5286a9c1ad4266baca76ba3adc9366", { outputs }),
  ];
  const { text } = await runImport(bed.emulator.url, ["Flow", "orders", id, "--out", "import.json"], {
    resources,
  });
  expect(text).toContain(expected);
});

test("Without --out, the import runs after a confirmation.", async () => {
  const id = await planted(bed.emulator.url, "targetConnection");
  const ended = await runImport(bed.emulator.url, ["TargetConnection", "orders", id], {
    answer: true,
    pulumi: { "import --file": {} },
  });
  expect(ended.asked).toEqual([
    `Import the target connection "ACME orders in the data lake" (${id}) into the stack dev as TargetConnection "orders"?`,
  ]);
  expect(ended.code).toBe(0);
  expect(ended.error).toMatch(/^Imported the target connection/);
  expect(createdBy(ended.text)).toMatchObject([{ className: "aep.TargetConnection", name: "orders" }]);
});

test.each([
  ["refused", false],
  ["impossible without a terminal", undefined],
])("A confirmation that is %s imports nothing.", async (_case, answer) => {
  const id = await planted(bed.emulator.url, "targetConnection");
  const { code, text, error } = await runImport(bed.emulator.url, ["TargetConnection", "orders", id], {
    ...(answer === undefined ? {} : { answer }),
    pulumi: { "import --file": {} },
  });
  expect({ code, text, error }).toEqual({
    code: 1,
    text: "",
    error: "Nothing was imported. Use --yes to import without confirmation.",
  });
});

test("A failed import shows the message of Pulumi, and no program text.", async () => {
  const id = await planted(bed.emulator.url, "targetConnection");
  const { code, text, error } = await runImport(
    bed.emulator.url,
    ["TargetConnection", "orders", id, "--yes"],
    {
      pulumi: { "import --file": { errors: "error: the stack is currently locked", code: 255 } },
    },
  );
  expect({ code, text }).toEqual({ code: 1, text: "" });
  expect(error).toMatch(/the stack is currently locked/);
});

test("With --sandbox, the entity is read there, and the text names the sandbox.", async () => {
  const dev = new PlainClient(bed.emulator.url, "dev");
  const row = resourceCase("targetConnection");
  const id = await createEntity(row, dev, await row.prepare(dev));
  const { code, text, file } = await runImport(
    bed.emulator.url,
    ["TargetConnection", "orders", id, "--sandbox", "dev", "--out", "import.json"],
    { config: { "aep:sandbox": { value: "prod" } } },
  );
  expect(code).toBe(0);
  const created = await expectUnchanged(bed.emulator.url, "targetConnection", "orders", text, await file());
  expect(created?.args.sandbox).toBe("dev");
});

test.each(["dataset", "flow"] as const)(
  "A %s is imported as protected, and so is it in the text.",
  async (kind) => {
    const id = await planted(bed.emulator.url, kind);
    const { error, text } = await runImport(bed.emulator.url, [kind, "orders", id, "--out", "import.json"]);
    expect(error).toContain(
      "\npulumi import --file import.json --generate-code=false --protect=true --yes --stack dev\n",
    );
    expect(createdBy(text)[0]?.options).toEqual({ protect: true });
  },
);

const agency = {
  urn: "urn:pulumi:dev::acme::pulumi:providers:pulumi-nodejs::acme-agency",
  type: "pulumi:providers:pulumi-nodejs",
  id: "an-id",
  custom: true,
};

test("With --provider, its configuration is used, and the resource belongs to it.", async () => {
  const dev = new PlainClient(bed.emulator.url, "dev");
  const row = resourceCase("targetConnection");
  const id = await createEntity(row, dev, await row.prepare(dev));
  const inputs = { "aep:sandbox": "dev" };
  const { code, text, file } = await runImport(
    bed.emulator.url,
    ["TargetConnection", "orders", id, "--provider", "acme-agency", "--out", "import.json"],
    { config: { "aep:sandbox": { value: "prod" } }, resources: [{ ...agency, inputs }] },
  );
  expect(code).toBe(0);
  const [created] = createdBy(text, 'const acmeAgency = "the provider";');
  expect(created?.options).toEqual({ provider: "the provider", protect: true });
  const { nameTable, resources } = JSON.parse(await file()) as {
    nameTable: Record<string, string>;
    resources: { provider: string; name: string; inputs: unknown }[];
  };
  expect(nameTable[String(resources[0]?.provider)]).toBe(agency.urn);
  expect(resources[0]?.inputs).toMatchObject({ sandbox: "dev" });
});

test.each([
  [
    "acme-agenci",
    [agency],
    /has no provider "acme-agenci"\. Did you mean acme-agency\?\nIts providers are acme-agency\./,
  ],
  ["other", [], /has no provider "other"\.\nIts state has none/],
])("The provider %s, which the stack does not have, is refused.", async (name, resources, message) => {
  const { code, error } = await runImport(bed.emulator.url, ["Flow", "a", "b", "--provider", name], {
    resources,
  });
  expect(code).toBe(1);
  expect(error).toMatch(message);
});
