import type { Hono } from "hono";
import type { Emulator, Env } from "../../core/emulator";
import { equal, type JsonObject } from "../../core/json";
import { optionalObject, optionalText, requiredText } from "../../http/requestBody";
import { supportsDrafts } from "../../specs/connectionSpecs";
import { FlowServiceError } from "../../specs/errors";
import { readConnectionSpec } from "../../specs/specReference";
import { checkFixedFields, checkNotUsedByFlows, checkPatchedState } from "../changeRules";
import { type CollectionDefinition, collectionRoutes } from "../collection";
import { checkDraftsSupported } from "../drafts";
import { checkTarget } from "./targetChecks";

/** Target connections: where the data is written to. */
export function targetConnectionRoutes(emulator: Emulator): Hono<Env> {
  return collectionRoutes(emulator, targetConnections(emulator));
}

function targetConnections(emulator: Emulator): CollectionDefinition {
  const { switches } = emulator;
  return {
    name: "targetConnections",
    fields: ["name", "description", "connectionSpec", "data", "params"],
    create(body, sandbox, { draft }) {
      const { spec, reference } = readConnectionSpec(body, switches);
      if (draft) {
        checkDraftsSupported(emulator, supportsDrafts(spec), spec.id);
      }
      if (spec.kind !== "target" && switches.targetConnectionSpec === "dataLakeOnly") {
        throw new FlowServiceError(
          "CONNECTOR-1307-400",
          `Connection spec ${spec.id} is not a target; only c604ff05-7f1a-43c0-8e18-33bf874cb11c is`,
        );
      }
      const own = readOwnFields(body);
      checkTarget(emulator, sandbox, own);
      return {
        entity: {
          ...own,
          state: "enabled",
          connectionSpec: reference,
          inheritedAttributes: {},
        },
      };
    },
    publish: ({ entity }) => ({ entity: { ...entity, state: "enabled" } }),
    update({ entity: before }, after, sandbox) {
      checkFixedFields(before, after, ["connectionSpec"], "FLOW-1414-400");
      checkPatchedState(emulator, before, after);
      readOwnFields(after);
      if (!equal(before.data, after.data) || !equal(before.params, after.params)) {
        checkTarget(emulator, sandbox, after);
      }
      return { entity: after };
    },
    checkUnused: (stored) => checkNotUsedByFlows(emulator, stored),
  };
}

function readOwnFields(body: JsonObject): JsonObject {
  const name = optionalText(body, "name");
  const description = optionalText(body, "description");
  const data = optionalObject(body, "data");
  const params = optionalObject(body, "params") ?? {};
  if (data === undefined) {
    throw new FlowServiceError("CONNECTOR-1304-400", "Mandatory field data is missing");
  }
  if (params.dataSetId === undefined || params.dataSetId === null || params.dataSetId === "") {
    throw new FlowServiceError("CONNECTOR-1325-400", "Mandatory field dataSetId is missing");
  }
  requiredText(params, "dataSetId");
  const schema = optionalObject(data, "schema");
  if (schema !== undefined) {
    requiredText(schema, "id");
    requiredText(schema, "version");
  }
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    data,
    params,
  };
}
