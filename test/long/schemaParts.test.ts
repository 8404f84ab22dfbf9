import { afterAll, beforeAll, expect, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../support/emulator/emulator";
import { plainOutputs } from "../support/engine/engineProject";
import { expectNothingLeft, failureOf, setChanges, sharedStack } from "../support/engine/sharedStack";

const clientSecret = "a-password-for-tests";

let other: RunningEmulator;
const bed = sharedStack("schemaParts.ts");

beforeAll(async () => {
  const client = { clientId: "other-client", clientSecret };
  other = await startEmulator({ organisation: "OTHER@AdobeOrg", tenant: "other", ...client });
  await bed.stack.setConfig("otherUrl", { value: other.url });
  await bed.stack.setConfig("otherSecret", { value: clientSecret, secret: true });
});
afterAll(() => other?.close());

/** Bodies of the requests that changed something in an organisation, since the last test began, by method and kind. */
const writesIn = ({ log }: RunningEmulator) =>
  log
    .list({ path: "/data/foundation/schemaregistry/tenant/" })
    .filter(({ method }) => method !== "GET")
    .map(({ method, path, body }) => ({ what: `${method} ${path.split("/")[5]}`, body }));

// One stack lives through these, in this order.
it("shows in a preview from nothing what it would create, although every value is unknown", async () => {
  // Two stacks of seven resources, the provider and the stack.
  expect((await bed.stack.preview()).changeSummary).toEqual({ create: 16 });
  expect(writesIn(bed.emulator)).toEqual([]);
});

it("creates the parts in two organisations with their own tenants, and nothing is left to change or to refresh", async () => {
  const outputs = plainOutputs((await bed.stack.up()).outputs);
  for (const [emulator, tenant, schemaId] of [
    [bed.emulator, "emulator", outputs.ours],
    [other, "other", outputs.theirs],
  ] as const) {
    expect(schemaId).toMatch(`https://ns.adobe.com/${tenant}/schemas/`);
    const writes = writesIn(emulator);
    expect(writes.map(({ what }) => what).toSorted()).toEqual([
      "POST datatypes",
      "POST datatypes",
      "POST descriptors",
      "POST fieldgroups",
      "POST fieldgroups",
      "POST fieldgroups",
      "POST schemas",
    ]);
    for (const { what, body } of writes) {
      if (what === "POST fieldgroups") {
        expect(body).toHaveProperty(["definitions", "customFields", "properties", `_${tenant}`]);
      }
      if (what === "POST descriptors") {
        expect(body).toMatchObject({ "xdm:sourceProperty": `/_${tenant}/loyaltyId` });
      }
    }
  }
  await expectNothingLeft(bed.stack);
});

it("adds a field to a data type that three field groups contain by one PATCH, and finds no drift elsewhere", async () => {
  other.log.clear();
  await setChanges(bed.stack, { tierFields: ["level", "since", "until"] });
  const { summary } = await bed.stack.up();
  expect(summary.resourceChanges).toMatchObject({ update: 2, same: 14 });
  for (const emulator of [bed.emulator, other]) {
    expect(writesIn(emulator)).toEqual([
      {
        what: "PATCH datatypes",
        body: [{ op: "add", path: "/properties/until", value: { title: "until", type: "string" } }],
      },
    ]);
  }
  await bed.stack.refresh({ expectNoChanges: true });
});

it("refuses in preview to remove a field, with its path", async () => {
  await setChanges(bed.stack, { tierFields: ["level", "until"] });
  const message = await failureOf(bed.stack.preview());
  expect(message).toContain('AEP does not allow this change of the data type "ACME tier" once it is in use');
  expect(message).toMatch(/^\s*fields\.since: the state has \{.*\}, the program no value$/m);
});

it("deletes the parts before those that they contain", async () => {
  other.log.clear();
  await bed.stack.destroy();
  for (const emulator of [bed.emulator, other]) {
    const kinds = writesIn(emulator).map(({ what }) => what);
    expect(kinds).toEqual([
      "DELETE descriptors",
      "DELETE schemas",
      ...Array(3).fill("DELETE fieldgroups"),
      ...Array(2).fill("DELETE datatypes"),
    ]);
  }
});
