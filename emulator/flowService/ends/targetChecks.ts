import { dataSetsName } from "../../catalog/dataSets";
import type { Emulator } from "../../core/emulator";
import { type JsonObject, objectAt, stringAt } from "../../core/json";
import { livingEntity } from "../../core/living";
import type { Sandbox } from "../../core/options";
import { mappingSetsName, mappingSetVersion } from "../../dataPrep/mappingSets";
import { FlowServiceError } from "../../specs/errors";

/** A schema in one of its versions. */
interface SchemaVersion {
  id: string | undefined;
  /** A media type with a version, or the version alone. */
  version: string | undefined;
}

/** Refuses a target connection whose dataset does not exist or has another schema. */
export function checkTarget(emulator: Emulator, sandbox: Sandbox, target: JsonObject): void {
  const { store, switches } = emulator;
  const id = stringAt(objectAt(target, "params"), "dataSetId") ?? "";
  const dataSet = store.get(dataSetsName, sandbox.name, id);
  if (dataSet === undefined) {
    if (switches.dataSetExistence === "refuse") {
      // The error is documented, but not its code.
      throw new FlowServiceError("FLOW-1100-400", `There is no dataset ${id}`, { type: "targetConnections" });
    }
    return;
  }
  const { schema } = objectAt(target, "data");
  if (schema !== undefined) {
    const named = { id: stringAt(schema, "id"), version: stringAt(schema, "version") };
    checkSameSchema(emulator, named, schemaOf(dataSet.entity), "target connection");
  }
}

/** Refuses a flow whose mapping set or version does not exist, or whose dataset has another schema. */
export function checkMappings(
  emulator: Emulator,
  sandbox: Sandbox,
  transformations: readonly JsonObject[],
  targetId: string,
): void {
  for (const transformation of transformations) {
    if (transformation.name === "Mapping") {
      checkMapping(emulator, sandbox, objectAt(transformation, "params"), targetId);
    }
  }
}

function checkMapping(emulator: Emulator, sandbox: Sandbox, parameters: JsonObject, targetId: string): void {
  const { store, switches } = emulator;
  const id = stringAt(parameters, "mappingId") ?? "";
  const { mappingVersion } = parameters;
  const stored = store.get(mappingSetsName, sandbox.name, id);
  if (stored === undefined) {
    if (switches.mappingExistence === "refuse") {
      throw new FlowServiceError("FLOW-1419-400", `There is no mapping set ${id}`, { type: "flows" });
    }
    return;
  }
  const mapping =
    mappingVersion === undefined
      ? stored.entity
      : mappingSetVersion(emulator, stored, Number(mappingVersion));
  if (mapping === undefined) {
    if (switches.mappingExistence === "refuse") {
      throw new FlowServiceError(
        "FLOW-1412-400",
        `Mapping set ${id} has no version ${String(mappingVersion)}`,
        {
          type: "flows",
        },
      );
    }
    return;
  }
  const target = livingEntity(emulator, "targetConnections", sandbox.name, targetId)?.entity;
  const dataSetId = stringAt(objectAt(target, "params"), "dataSetId") ?? "";
  const dataSet = store.get(dataSetsName, sandbox.name, dataSetId);
  if (dataSet !== undefined) {
    checkSameSchema(emulator, schemaOf(mapping), schemaOf(dataSet.entity), "mapping");
  }
}

function schemaOf(entity: JsonObject): SchemaVersion {
  const reference = objectAt(entity, "schemaRef");
  return { id: stringAt(reference, "id"), version: stringAt(reference, "contentType") };
}

function checkSameSchema(
  { switches }: Emulator,
  one: SchemaVersion,
  ofDataSet: SchemaVersion,
  what: string,
): void {
  const same = one.id === ofDataSet.id && majorVersion(one.version) === majorVersion(ofDataSet.version);
  if (!same && switches.targetSchemaMatch === "refuse") {
    throw new FlowServiceError(
      "FLOW-1425-400",
      `The schema ${String(one.id)} of the ${what} is not the dataset's ${String(ofDataSet.id)}, or of another version`,
    );
  }
}

// Both version=1 and version=1.0 are seen for the first version.
function majorVersion(version: string | undefined): string | undefined {
  return /(?:version=|^)(\d+)/.exec(version ?? "")?.[1];
}
