import { expect, it } from "vitest";
import { exportedResources } from "../support/engine/engineProject";
import { failureOf, sharedStack } from "../support/engine/sharedStack";

const bed = sharedStack("markedSecrets.ts", {
  emulator: { switches: { interactiveAuthoringRequired: false } },
});
const values = /a-marked-note-|a-marked-token/;

const setNote = (number: number) =>
  bed.stack.setConfig("note", { value: `a-marked-note-${number}`, secret: true });

/** Asserts that the state records both marks, and has both values encrypted only. */
async function expectMarks(): Promise<void> {
  const recorded = await exportedResources(bed.stack);
  const [base, source] = [recorded.get("BaseConnection"), recorded.get("SourceConnection")];
  const encrypted = { plaintext: expect.stringMatching(values) };
  const description = { __secrets: ["/description"], description: encrypted };
  expect(base).toMatchObject({ inputs: description, outputs: description });
  expect(source?.outputs).toMatchObject({
    __secrets: ["/params/headerParams/Authorization"],
    params: { headerParams: { Authorization: encrypted } },
  });
}

it("records nothing of a program that marks only what is always secret", async () => {
  await setNote(1);
  await bed.stack.up();
  const { deployment } = await bed.stack.exportStack();
  expect(JSON.stringify(deployment)).not.toContain("__secrets");
});

it("encrypts a value in the state that the program marks later, by an update without a request", async () => {
  await bed.stack.setConfig("marked", { value: "true" });
  await bed.plain.forgetRequests();
  const { stdout } = await bed.stack.up();
  expect(stdout).toMatch(/~ 2 updated/);
  expect(await bed.plain.requestLines()).toEqual([]);
  await expectMarks();
  await bed.stack.preview({ expectNoChanges: true });
  await bed.stack.refresh({ expectNoChanges: true });
});

it("keeps the mark of an ignored value, and with a replacement", async () => {
  await setNote(2);
  await bed.stack.setConfig("ignored", { value: "true" });
  await bed.stack.preview({ expectNoChanges: true });
  await bed.stack.setConfig("ignored", { value: "false" });
  await setNote(1);
  const before = (await bed.stack.outputs()).sourceId?.value;
  const { outputs } = await bed.stack.up({ replace: [await urnOf("SourceConnection")] });
  expect(outputs.sourceId?.value).not.toBe(before);
  await expectMarks();
});

it("shows the field of a conflict without its values, and no value that a service echoes", async () => {
  const { baseId, sourceId } = await bed.stack.outputs();
  await bed.plain.admin("PATCH", `connections/${baseId?.value}`, { description: "theirs, a-marked-note-1" });
  await setNote(2);
  const conflict = await failureOf(bed.stack.up());
  expect(conflict).toContain("description: (values are secret)");
  expect(conflict).not.toMatch(values);

  await setNote(1);
  const message = `the header Authorization: a-marked-token of ${sourceId?.value} is not allowed`;
  bed.emulator.faults.add({
    kind: "answer",
    status: 400,
    body: { message },
    method: "DELETE",
    path: "/data/foundation/flowservice/sourceConnections/",
    times: 20,
  });
  const refused = await failureOf(bed.stack.destroy());
  expect(refused).toContain("the header Authorization: [secret]");
  expect(refused).not.toMatch(values);
});

async function urnOf(type: string): Promise<string> {
  const { deployment } = await bed.stack.exportStack();
  const resources = deployment.resources as { urn: string; type: string }[];
  return resources.find((resource) => resource.type.endsWith(`:${type}`))?.urn ?? "";
}
