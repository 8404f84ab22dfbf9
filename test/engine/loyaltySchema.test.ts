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
  expect(summary.resourceChanges).toMatchObject({ create: 15 });
  await bed.stack.preview({ expectNoChanges: true });
  await bed.stack.refresh({ expectNoChanges: true });
});

it("replaces a class with another behavior together with its schema and the identity of that, which are deleted first", async () => {
  await changeProgram('behavior: "record"', 'behavior: "time-series"');
  await bed.plain.forgetRequests();
  const { summary, stdout } = await bed.stack.up();
  expect(summary.resourceChanges).toMatchObject({ replace: 3, same: 11, update: 1 });
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
  expect(deleted).toHaveLength(12);
});
