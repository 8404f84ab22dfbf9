import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { ProjectShell } from "../support/engine/projectShell";
import { readmeCommands } from "../support/engine/readmeCommands";
import { sharedStack } from "../support/engine/sharedStack";

const bed = sharedStack("loyalty-schema");

async function changeProgram(from: string, to: string): Promise<void> {
  const file = path.join(bed.project.folder, "index.ts");
  const program = await readFile(file, "utf8");
  expect(program).toContain(from);
  await writeFile(file, program.replace(from, to));
}

it("comes up in an empty sandbox, and is then unchanged, after a refresh too", async () => {
  const { summary } = await bed.stack.up();
  expect(summary.resourceChanges).toMatchObject({ create: 20 });
  await bed.stack.preview({ expectNoChanges: true });
  await bed.stack.refresh({ expectNoChanges: true });
});

it("replaces a class with another behavior together with its schema and the identity of that, which are deleted first", async () => {
  await changeProgram('behavior: "record"', 'behavior: "time-series"');
  await bed.plain.forgetRequests();
  const { summary, stdout } = await bed.stack.up();
  expect(summary.resourceChanges).toMatchObject({ replace: 3, same: 16, update: 1 });
  expect(stdout).toContain('With the class "ACME loyalty partner"');
  const writes = (await bed.plain.writeLines()).map((line) => line.split("/", 3).join("/"));
  expect(writes).toEqual([
    ...["DELETE /tenant/descriptors", "DELETE /tenant/schemas", "DELETE /tenant/classes"],
    ...[
      "POST /tenant/classes",
      "POST /tenant/schemas",
      "POST /tenant/descriptors",
      "PUT /tenant/descriptors",
    ],
  ]);
});

it("deletes a schema after its descriptors and before its class, its field groups and their data types", async () => {
  const outputs = await bed.stack.outputs();
  await bed.plain.forgetRequests();
  await bed.stack.destroy();
  const deleted = await bed.plain.writeLines();
  const at = (part: string) => deleted.findIndex((line) => line.includes(part));
  const of = (output: string) => at(encodeURIComponent(String(outputs[output]?.value)));
  const inOrder = [at("/descriptors/"), of("schemaId"), of("fieldGroupId"), of("membershipId")];
  expect(inOrder).toEqual(inOrder.toSorted((one, other) => one - other));
  expect(of("partnerSchemaId")).toBeLessThan(at("/classes/"));
  expect(Math.min(...inOrder, of("partnerSchemaId"))).toBeGreaterThanOrEqual(0);
  expect(deleted).toHaveLength(17);
});

it("comes up with Profile in one run, and is then unchanged, after a refresh too", async () => {
  await bed.stack.setConfig("profile", { value: "true" });
  await bed.plain.forgetRequests();
  const { summary } = await bed.stack.up();
  expect(summary.resourceChanges).toMatchObject({ create: 21 });
  const sent = await bed.plain.requests();
  const at = (method: string, template: RegExp) => {
    const index = sent.findIndex((one) => one.method === method && template.test(one.template));
    expect(index, `${method} ${template.source}`).toBeGreaterThanOrEqual(0);
    return index;
  };
  const inOrder = [
    at("POST", /\/descriptors$/),
    at("PATCH", /\/tenant\/schemas\//),
    at("POST", /\/dataSets$/),
    at("POST", /\/targetConnections$/),
    at("POST", /\/flows$/),
  ];
  expect(inOrder).toEqual(inOrder.toSorted((one, other) => one - other));
  // AEP keeps the namespaces of the first run.
  expect(sent.filter(({ method, template }) => method === "POST" && /identities$/.test(template))).toEqual(
    [],
  );
  await bed.stack.preview({ expectNoChanges: true });
  await bed.stack.refresh({ expectNoChanges: true });
});

it("counts a member that is sent as the README says", async () => {
  const { code, stdout } = await new ProjectShell(bed.stack).script(
    await readmeCommands(bed.project, "Send a member"),
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ xactionId: expect.any(String) });
  expect((await bed.plain.admin("GET", "inlets")).items).toContainEqual(
    expect.objectContaining({ received: 1, ingested: 1, failed: 0, dropped: 0 }),
  );
});
