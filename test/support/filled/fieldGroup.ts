import type { PlainClient } from "../emulator/plainClient";
import { createBlobBase, createDataset, createEvents, createFlow } from "./flow";

/** A pipeline whose schema has a field group that no resource can create. */
export interface FieldGroupPipeline {
  readonly fieldGroupId: string;
  readonly schemaId: string;
  readonly dataSetId: string;
  readonly flowId: string;
}

/** Creates a field group without fields, which the registry would refuse; returns its id. */
export async function createEmptyGroup(plain: PlainClient): Promise<string> {
  const planted = await plain.admin("POST", "fieldGroups", {
    title: "ACME fields",
    sandbox: plain.sandbox,
    properties: {},
  });
  return String(planted.$id);
}

/** Creates a pipeline into a schema with such a field group. */
export async function fillWithFieldGroup(plain: PlainClient): Promise<FieldGroupPipeline> {
  const fieldGroupId = await createEmptyGroup(plain);
  const name = "ACME orders with fields of their own";
  const schemaId = await createEvents(plain, name, { fieldGroups: [fieldGroupId] });
  const dataSetId = await createDataset(plain, schemaId, name);
  const flowId = await createFlow(plain, {
    name,
    baseConnectionId: await createBlobBase(plain, name),
    schemaId,
    dataSetId,
    path: "/orders.csv",
    mappings: [{ sourceType: "ATTRIBUTE", source: "Id", destination: "_id" }],
  });
  return { fieldGroupId, schemaId, dataSetId, flowId };
}
