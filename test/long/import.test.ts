import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { blockOf, filledIn } from "../support/docs/guide";
import { exportedResources } from "../support/engine/engineProject";
import { ProjectShell } from "../support/engine/projectShell";
import { sharedStack } from "../support/engine/sharedStack";
import { keepEvidence } from "../support/evidence";
import { planted } from "../support/importCommand";
import { resourceCase } from "../support/resourceCases";

const run = promisify(execFile);
const bed = sharedStack("madconnect", { config: { "aep:madconnectAccountId": "a3ba4fbd9d51df11" } });

/** The program so far, without its imports and its config. */
const statements: string[] = [];
/** The config keys of secrets that the command has printed. */
const keys: string[] = [];

/** Adds printed text to the program. */
async function paste(text: string): Promise<void> {
  statements.push(text.replaceAll(/^import .*\n|^const config = .*\n/gm, ""));
  const program = [
    'import * as pulumi from "@pulumi/pulumi";',
    'import * as aep from "pulumi-aep";',
    'import * as madconnect from "pulumi-aep/madconnect";',
    "const config = new pulumi.Config();",
    ...statements,
    "export { pulumi, aep, madconnect, config };",
  ];
  await writeFile(path.join(bed.project.folder, "index.ts"), program.join("\n"));
}

const secretKeys = (text: string) =>
  [...text.matchAll(/^pulumi config set --secret (\S+) --stack test$/gm)].map(([, key]) => String(key));

/** The command of docs/import.md with the id of a flow. */
const documented = (id: string) =>
  filledIn(blockOf("import.md", "Import one entity: `pulumi-aep import`").text, {
    "4aa78aa8-eb35-4313-85e5-9707937acd9c": `${id} --yes`,
  });

const idOf = async (collection: string) => {
  const { items } = await bed.plain.admin("GET", collection);
  return (items as { id: string }[])[0]?.id ?? "";
};

it("imports one entity after the other, without a write", async () => {
  const { url } = bed.emulator;
  const flow = await planted(url, "flow");
  const connection = await planted(url, "madconnectConnection");
  const dataset = await planted(url, "dataset");
  await bed.plain.forgetRequests();
  const shell = new ProjectShell(bed.stack);
  for (const [type, id, name = "orders"] of [
    ["SourceConnection", await idOf("sourceConnections")],
    ["TargetConnection", await idOf("targetConnections")],
    ["Flow", flow],
    ["madconnect.Connection", connection, "audience"],
    ["dataset", dataset],
  ] as const) {
    const isDocumented = type === "Flow";
    const { code, stdout, output } = isDocumented
      ? await shell.script(documented(id))
      : await shell.aep("import", type, name, id, "--yes");
    expect(code, output).toBe(0);
    await paste(stdout);
    keys.push(...secretKeys(output));
  }
  expect(statements.join("\n")).toContain("sourceConnectionIds: [ordersSource.id]");
  expect(await bed.plain.writeLines()).toEqual([]);
});

it("refuses an entity that the stack has", async () => {
  const { code, output } = await new ProjectShell(bed.stack).aep(
    "import",
    "SourceConnection",
    "again",
    await idOf("sourceConnections"),
    "--yes",
  );
  expect(code).toBe(1);
  expect(output).toMatch(/is already in the stack test: urn:pulumi:test::.*::orders\.$/m);
});

it("prints a command that imports a connection with secrets without a warning", async () => {
  const shell = new ProjectShell(bed.stack);
  const id = await idOf("connections");
  const printed = await shell.aep("import", "BaseConnection", "orders", id, "--out", "import.json");
  expect(printed.code, printed.output).toBe(0);
  await paste(printed.stdout);
  keys.push(...secretKeys(printed.output));
  const command = /^pulumi (import --file .*)$/m.exec(printed.output)?.[1]?.split(" ") ?? [];
  const { workspace } = bed.stack;
  const { stdout, stderr } = await run("pulumi", command, {
    cwd: workspace.workDir,
    env: { ...process.env, ...workspace.envVars, PULUMI_HOME: workspace.pulumiHome },
  });
  keepEvidence("engine-output", stdout + stderr);
  expect(stdout + stderr).not.toMatch(/warning|failed to validate|almost certainly/i);
});

it("is previewed as one update of each connection with secrets, and as nothing else", async () => {
  expect(keys).toHaveLength(3);
  const values = [{ bucketURI: "s3://acme/a-key-for-tests" }, { advertiserId: "a-key-for-tests-too" }];
  for (const [index, key] of keys.entries()) {
    const value =
      index < values.length ? JSON.stringify(values[index]) : resourceCase("baseConnection").secret;
    await bed.stack.setConfig(key, { value: String(value), secret: true });
  }
  await paste('export const agency = new aep.Provider("agency", { sandbox: "prod" });');
  const { changeSummary } = await bed.stack.preview();
  expect(changeSummary).toEqual({ create: 1, update: 2, same: 5 });
  await bed.stack.up();
});

it("imports an entity of an explicit provider, after which no resource changes", async () => {
  const id = await idOf("privateEndpoints");
  const { code, stdout, output } = await new ProjectShell(bed.stack).aep(
    "import",
    "PrivateEndpoint",
    "more",
    id,
    "--provider",
    "agency",
    "--yes",
  );
  expect(code, output).toBe(0);
  expect(stdout).toContain("{ provider: agency, protect: true }");
  await paste(stdout);
  await bed.stack.preview({ expectNoChanges: true });
  const { PrivateEndpoint } = Object.fromEntries(await exportedResources(bed.stack));
  expect((PrivateEndpoint as { provider?: string }).provider).toContain("::agency::");
});
