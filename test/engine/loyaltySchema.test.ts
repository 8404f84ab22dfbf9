import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
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
  expect(summary.resourceChanges).toMatchObject({ create: 11 });
  await bed.stack.preview({ expectNoChanges: true });
  await bed.stack.refresh({ expectNoChanges: true });
});

it("adds a field to a data type by one PATCH, which is no change of the data type that contains it", async () => {
  await changeProgram("since: xdm.date", 'until: xdm.date({ title: "Until" }),\n    since: xdm.date');
  await bed.plain.forgetRequests();
  const { summary } = await bed.stack.up();
  expect(summary.resourceChanges).toMatchObject({ update: 1 });
  const writes = (await bed.plain.requests()).filter(({ method }) => method !== "GET");
  expect(writes.filter(({ path: target }) => target.includes("datatypes"))).toMatchObject([
    { method: "PATCH", body: [{ op: "add", path: "/properties/until" }] },
  ]);
  await bed.stack.refresh({ expectNoChanges: true });
});

it("replaces a class with another behavior together with its schema and the identity of that, which are deleted first", async () => {
  await changeProgram('behavior: "record"', 'behavior: "time-series"');
  await bed.plain.forgetRequests();
  const { summary, stdout } = await bed.stack.up();
  expect(summary.resourceChanges).toMatchObject({ replace: 3, same: 7, update: 1 });
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

it("refuses to remove a field in the preview, with its path", async () => {
  await changeProgram('    points: xdm.long({ title: "Points" }),\n', "");
  await expect(bed.stack.preview()).rejects.toThrow(/fields\.points: the state has .* the program no value/);
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
  expect(deleted).toHaveLength(10);
});
