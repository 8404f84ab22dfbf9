import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { functionsBed } from "../../test/support/functionsBed";
import * as aep from "..";

const xdm = "https://ns.adobe.com/xdm";

const bed = functionsBed();

const resolved = <Value>(output: pulumi.Output<Value>) =>
  new Promise<Value>((resolve) => {
    output.apply((value) => resolve(value as Value));
  });

const functions = [
  {
    noun: "field group",
    plural: "field groups",
    collection: "fieldGroups",
    get: aep.getFieldGroup,
    getOutput: aep.getFieldGroupOutput,
    standard: { name: "Demographic Details", id: `${xdm}/context/profile-person-details` },
  },
  {
    noun: "data type",
    plural: "data types",
    collection: "dataTypes",
    get: aep.getDataType,
    getOutput: aep.getDataTypeOutput,
    standard: { name: "Postal address", id: `${xdm}/common/address` },
  },
  {
    noun: "class",
    plural: "classes",
    collection: "classes",
    get: aep.getSchemaClass,
    getOutput: aep.getSchemaClassOutput,
    standard: { name: "XDM Individual Profile", id: `${xdm}/context/profile` },
  },
] as const;

test.each(functions)("A $noun of the tenant is found by id, short id and title.", async (row) => {
  const title = "ACME loyalty, gold = 1";
  await bed.plain.admin("POST", row.collection, { title: "Other", properties: {} });
  const created = await bed.plain.admin("POST", row.collection, { title, properties: {} });
  const id = String(created.$id);
  const found = await row.get({ id });
  expect(found).toMatchObject({ id, $id: id, title, version: "1.0" });
  expect(await row.get({ id: found["meta:altId"] })).toEqual(found);
  expect(await row.get({ title })).toMatchObject({ id, title });
  expect(await resolved(row.getOutput({ title: pulumi.output(title) }))).toMatchObject({ id });
});

test.each(functions)("A standard $noun is found by id, by title and by the end of its id.", async (row) => {
  const { id, name } = row.standard;
  const found = await row.get({ id });
  expect(found).toMatchObject({ id, title: name });
  expect(await row.get({ name })).toMatchObject({ id });
  expect(await row.get({ name: String(id.split("/").at(-1)) })).toMatchObject({ id });
});

test.each(functions)(
  "A lookup of a $noun that finds none says where it looked and what to do.",
  async (row) => {
    const { get, noun } = row;
    await bed.plain.admin("POST", row.collection, { title: "Elsewhere", properties: {}, sandbox: "dev" });
    const inProd = "in sandbox prod of organisation EMULATOR@AdobeOrg";
    await expect(get({ id: `${xdm}/none` })).rejects.toThrow(`There is no ${noun} ${xdm}/none ${inProd}.`);
    await expect(get({ title: "Elsewhere" })).rejects.toThrow(
      `There is no ${noun} with title "Elsewhere" ${inProd}.\nCheck the title and the sandbox. For a standard ${noun}, use name.`,
    );
    expect(await get({ title: "Elsewhere", sandbox: "dev" })).toMatchObject({ title: "Elsewhere" });
    await expect(get({ title: row.standard.name })).rejects.toThrow("use name");
    await expect(get({ name: "Elsewhere" })).rejects.toThrow(
      `There is no standard ${noun} with name "Elsewhere".`,
    );
  },
);

test.each(functions)("A title that several $plural have is an error with their ids.", async (row) => {
  const ids = await Promise.all(
    [1, 2].map(async () =>
      String((await bed.plain.admin("POST", row.collection, { title: "Twice", properties: {} })).$id),
    ),
  );
  const failure = await row.get({ title: "Twice" }).catch((error: Error) => error.message);
  expect(failure).toContain(`There are 2 ${row.plural} with title "Twice" in sandbox prod`);
  for (const id of ids) {
    expect(failure).toContain(id);
  }
});

test("A title on a later page is found.", async () => {
  await bed.plain.switches({ registryPageLength: 2 });
  for (const title of ["A", "B", "C", "D, the last"]) {
    await bed.plain.admin("POST", "fieldGroups", { title, properties: {} });
  }
  expect(await aep.getFieldGroup({ title: "D, the last" })).toMatchObject({ title: "D, the last" });
});

test("A sandbox that does not exist is an error of the service, not a missing field group.", async () => {
  await expect(aep.getFieldGroup({ id: "_emulator.mixins.abc", sandbox: "none" })).rejects.toThrow(
    /GET .*fieldgroups.* was refused/,
  );
});
