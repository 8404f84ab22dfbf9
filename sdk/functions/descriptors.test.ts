import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator/index";
import { closeServices } from "../../provider/functions";
import { kindFacts } from "../../provider/kinds";
import { PlainClient } from "../../test/support/emulator/plainClient";
import { configFor } from "../../test/support/host/testBed";
import { createDescribed } from "../../test/support/resourceCases";
import * as aep from "..";

let emulator: RunningEmulator;
let plain: PlainClient;
beforeAll(async () => {
  emulator = await startEmulator();
  plain = new PlainClient(emulator.url);
  pulumi.runtime.setAllConfig({ ...configFor(emulator.url), "aep:clientSecret": "emulator-secret" });
});
afterAll(async () => {
  await closeServices();
  await emulator.close();
});
beforeEach(() => emulator.reset());

test("getDescriptors lists those of a schema, of a type, or all, with the names of the resource", async () => {
  const [members, partners] = [await createDescribed(plain), await createDescribed(plain, "ACME partners")];
  const create = (members: object) => plain.create(kindFacts.descriptor.collection, members);
  const identity = {
    "@type": "xdm:descriptorIdentity",
    "xdm:sourceVersion": 1,
    "xdm:sourceProperty": "/_emulator/loyaltyId",
    "xdm:namespace": "Loyalty",
    "xdm:property": "xdm:code",
  };
  const ofMembers = await create({ ...identity, "xdm:sourceSchema": members, "xdm:isPrimary": true });
  const ofPartners = await create({ ...identity, "xdm:sourceSchema": partners });
  const label = await create({
    "@type": "xdm:descriptorLabel",
    "xdm:sourceVersion": 1,
    "xdm:sourceSchema": members,
    "xdm:sourceProperty": "/_emulator/loyaltyId",
    "xdm:labels": ["C2"],
  });
  const idsOf = async (args: aep.GetDescriptorsArgs) =>
    (await aep.getDescriptors(args)).map(({ id }) => id).toSorted();
  expect(await idsOf({})).toEqual([ofMembers, ofPartners, label].toSorted());
  expect(await idsOf({ sourceSchema: members })).toEqual([ofMembers, label].toSorted());
  expect(await idsOf({ type: "xdm:descriptorIdentity" })).toEqual([ofMembers, ofPartners].toSorted());
  expect(await idsOf({ sandbox: "dev" })).toEqual([]);
  expect(await aep.getDescriptors({ sourceSchema: members, type: "xdm:descriptorIdentity" })).toEqual([
    {
      id: ofMembers,
      type: "xdm:descriptorIdentity",
      sourceSchema: members,
      sourceVersion: 1,
      sourceProperty: "/_{TENANT_ID}/loyaltyId",
      namespace: "Loyalty",
      property: "xdm:code",
      isPrimary: true,
    },
  ]);
});
