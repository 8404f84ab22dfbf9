import type { PlainClient } from "../emulator/plainClient";
import { fullSchema, paths } from "../filled/specs";
import { fillPipeline } from "./pipeline";
import { describe, fillRegistry } from "./registry";

/** Ids of the entities of a sandbox, by the names in this file. */
export type SandboxIds = Readonly<Record<SandboxName, string>>;

/** The entities of a sandbox: at least one of every kind of AEP, and others that references can lead to. */
export type SandboxName =
  | "endpoint"
  | "dataType"
  | "otherDataType"
  | "fieldGroup"
  | "otherFieldGroup"
  | "schemaClass"
  | "schema"
  | "otherSchema"
  | "namespace"
  | "identity"
  | "reference"
  | "relationship"
  | "display"
  | "label"
  | "granularity"
  | "dataset"
  | "otherDataset"
  | "mergePolicy"
  | "base"
  | "otherBase"
  | "source"
  | "otherSource"
  | "target"
  | "otherTarget"
  | "mappings"
  | "otherMappings"
  | "key"
  | "flow";

/**
 * Creates entities of every kind of AEP with all of their inputs, in an order of choice, so that two sandboxes have other
 * ids and other lists.
 *
 * @param tenant - tenant id of the emulator
 */
export async function fillCompared(plain: PlainClient, tenant = "emulator"): Promise<SandboxIds> {
  const parts = await fillRegistry(plain, `_${tenant}`);
  const descriptors = await describe(plain, parts, `_${tenant}`);
  const { schema, otherSchema } = parts;
  const schemaRef = { id: schema, contentType: fullSchema };
  const dataset = await plain.create(paths.dataSets, {
    name: "Members",
    description: "Of the loyalty program",
    schemaRef,
    tags: { acme_owner: ["loyalty"], unifiedProfile: ["enabled:true"] },
    fileDescription: { persisted: true, format: "parquet" },
    enableErrorDiagnostics: true,
  });
  const otherDataset = await plain.create(paths.dataSets, {
    name: "Homes",
    schemaRef: { ...schemaRef, id: otherSchema },
  });
  const mergePolicy = await plain.create("/data/core/ups/config/mergePolicies", {
    name: "Members first",
    schema: { name: "_xdm.context.profile" },
    identityGraph: { type: "pdg" },
    attributeMerge: { type: "dataSetPrecedence", order: [dataset, otherDataset] },
  });
  return {
    ...parts,
    ...descriptors,
    dataset,
    otherDataset,
    mergePolicy,
    ...(await fillPipeline(plain, { schema, otherSchema, dataset, otherDataset, namespace: `_${tenant}` })),
  };
}
