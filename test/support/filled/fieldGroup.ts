import type { PlainClient } from "../emulator/plainClient";
import { createBlobBase, createDataset, createEvents, createFlow } from "./flow";

/** A pipeline whose schema no resource can create. */
export interface FieldGroupPipeline {
  readonly fieldGroupId: string;
  readonly schemaId: string;
  readonly dataSetId: string;
  readonly flowId: string;
}

/** Creates a pipeline into a schema with a field group of the tenant. */
export async function fillWithFieldGroup(plain: PlainClient): Promise<FieldGroupPipeline> {
  const planted = await plain.admin("POST", "fieldGroups", {
    title: "ACME fields",
    sandbox: plain.sandbox,
    properties: { _emulator: { type: "object", properties: { shop: { type: "string" } } } },
  });
  const fieldGroupId = String(planted.$id);
  const name = "ACME orders with fields of their own";
  const schemaId = await createEvents(plain, name, { fieldGroups: [fieldGroupId] });
  const dataSetId = await createDataset(plain, schemaId, name);
  const flowId = await createFlow(plain, {
    name,
    baseConnectionId: await createBlobBase(plain, name),
    schemaId,
    dataSetId,
    path: "/orders.csv",
    mappings: [{ sourceType: "ATTRIBUTE", source: "Shop", destination: "_emulator.shop" }],
  });
  return { fieldGroupId, schemaId, dataSetId, flowId };
}
