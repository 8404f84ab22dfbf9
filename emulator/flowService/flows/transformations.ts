import { isJsonObject, type Json, type JsonObject, objectAt, stringAt } from "../../core/json";
import type { Switches } from "../../core/switches";
import { FlowServiceError } from "../../specs/errors";
import type { FlowSpec } from "../../specs/flowSpecs";

/** What the rules of transformations depend on, beside the flow spec. */
export interface TransformationFacts {
  /** Whether the flow runs once. */
  once: boolean;
  /** Whether the source's data is already XDM. */
  xdm: boolean;
  /** The delta column that the first run on demand has stored in the flow. */
  stored?: string | undefined;
  /** Whether the flow is a draft, which may lack transformations. */
  draft: boolean;
}

/** Checks a flow's transformations and returns them as they are read, with mapping versions as strings. */
export function readTransformations(
  given: Json | undefined,
  spec: FlowSpec,
  { once, xdm, stored, draft }: TransformationFacts,
  switches: Switches,
): JsonObject[] {
  if (given !== undefined && !Array.isArray(given)) {
    throw new FlowServiceError("FLOW-1100-400", "Field transformations must be an array");
  }
  const transformations = (given ?? []).map((transformation) => readTransformation(transformation, spec));
  const byName = new Map(
    transformations.map((transformation) => [stringAt(transformation, "name"), transformation]),
  );
  if (spec.mapping && !xdm && !draft && switches.mappingRequired === "unlessXdm" && !byName.has("Mapping")) {
    throw new FlowServiceError("CONNECTOR-1370-400", "The Mapping transformation is missing");
  }
  const deltaColumn = deltaColumnOf(byName.get("Copy"));
  if (once && deltaColumn !== undefined && deltaColumn !== stored) {
    throw new FlowServiceError("CONNECTOR-1369-400", "A delta column is not allowed with frequency once");
  }
  if (spec.deltaColumn && !once && !draft && deltaColumn === undefined) {
    throw new FlowServiceError("CONNECTOR-1367-400", "The Copy transformation needs a delta column");
  }
  return transformations;
}

/** Name of the delta column of a Copy transformation. */
export function deltaColumnOf(copy: Json | undefined): string | undefined {
  return stringAt(objectAt(objectAt(copy, "params"), "deltaColumn"), "name");
}

function readTransformation(transformation: Json, spec: FlowSpec): JsonObject {
  const name = stringAt(transformation, "name");
  if (!isJsonObject(transformation) || name === undefined || spec.transformations?.includes(name) === false) {
    throw new FlowServiceError(
      "FLOW-1100-400",
      `Transformations of ${spec.name} are ${(spec.transformations ?? []).join(", ") || "none"}, not ${name ?? "unnamed"}`,
    );
  }
  const parameters = objectAt(transformation, "params");
  const { mappingId, mappingVersion } = parameters;
  if (name !== "Mapping") {
    return transformation;
  }
  if (typeof mappingId !== "string" || mappingId === "") {
    throw new FlowServiceError("CONNECTOR-1304-400", "Mandatory field mappingId is missing");
  }
  if (mappingVersion !== undefined && !/^\d+$/.test(String(mappingVersion))) {
    throw new FlowServiceError("FLOW-1100-400", "mappingVersion must be a whole number");
  }
  return {
    ...transformation,
    params: {
      ...parameters,
      ...(mappingVersion === undefined ? {} : { mappingVersion: String(mappingVersion) }),
    },
  };
}
