import type { Hono } from "hono";
import { checkAuthoringOfSource } from "../../connectors/interactiveAuthoring";
import type { Emulator, Env } from "../../core/emulator";
import { type JsonObject, objectAt } from "../../core/json";
import type { Switches } from "../../core/switches";
import { readRowFilter } from "../../explore/rowFilter";
import { optionalObject, optionalText, requiredText } from "../../http/requestBody";
import type { ConnectionSpec } from "../../specs/connectionSpec";
import { supportsDrafts } from "../../specs/connectionSpecs";
import { FlowServiceError } from "../../specs/errors";
import { readConnectionSpec } from "../../specs/specReference";
import { checkFixedFields, checkNotUsedByFlows, checkPatchedState } from "../changeRules";
import { type CollectionDefinition, collectionRoutes } from "../collection";
import { checkDraftsSupported, checkPublished } from "../drafts";
import { referredEntity } from "../entity";

/** Source connections: the data that is read from a source. */
export function sourceConnectionRoutes(emulator: Emulator): Hono<Env> {
  return collectionRoutes(emulator, sourceConnections(emulator));
}

function sourceConnections(emulator: Emulator): CollectionDefinition {
  const { switches } = emulator;
  return {
    name: "sourceConnections",
    fields: ["name", "description", "baseConnectionId", "connectionSpec", "data", "params", "providerId"],
    create(body, sandbox, { draft }) {
      const { spec, reference } = readConnectionSpec(body, switches);
      if (draft) {
        checkDraftsSupported(emulator, supportsDrafts(spec), spec.id);
      }
      const own = readOwnFields(body, spec, switches);
      const baseConnectionId = readBaseConnectionId(body, spec);
      const base =
        baseConnectionId === undefined
          ? undefined
          : referredEntity(emulator, "connections", sandbox, baseConnectionId);
      if (!draft) {
        checkPublished(emulator, base, { creating: true });
      }
      checkAuthoringOfSource(emulator, sandbox, body);
      const entity: JsonObject = {
        ...own,
        ...(baseConnectionId === undefined ? {} : { baseConnectionId }),
        state: "enabled",
        connectionSpec: reference,
        inheritedAttributes:
          base === undefined || baseConnectionId === undefined
            ? {}
            : { baseConnection: { id: baseConnectionId, connectionSpec: objectAt(base, "connectionSpec") } },
      };
      return { entity };
    },
    publish({ entity }, sandbox) {
      const id = optionalText(entity, "baseConnectionId");
      const base = id === undefined ? undefined : referredEntity(emulator, "connections", sandbox, id);
      checkPublished(emulator, base, { creating: false });
      return { entity: { ...entity, state: "enabled" } };
    },
    update({ entity: before }, after, sandbox) {
      checkFixedFields(before, after, ["connectionSpec"], "FLOW-1414-400");
      checkFixedFields(before, after, ["baseConnectionId"], "CONNECTOR-1365-400");
      checkPatchedState(emulator, before, after);
      readOwnFields(after, readConnectionSpec(after, switches).spec, switches);
      checkAuthoringOfSource(emulator, sandbox, after);
      return { entity: after };
    },
    checkUnused: (stored) => checkNotUsedByFlows(emulator, stored),
  };
}

// A source without authentication has no base connection. It is unknown whether one without documented auth specs has.
function readBaseConnectionId(body: JsonObject, spec: ConnectionSpec): string | undefined {
  if (spec.authSpecs === undefined) {
    return optionalText(body, "baseConnectionId");
  }
  if (spec.authSpecs.length > 0) {
    return requiredText(body, "baseConnectionId");
  }
  if (body.baseConnectionId !== undefined) {
    throw new FlowServiceError(
      "CONNECTOR-1332-400",
      `Connection spec ${spec.id} must not have a baseConnectionId`,
    );
  }
  return undefined;
}

function readOwnFields(body: JsonObject, spec: ConnectionSpec, switches: Switches): JsonObject {
  const name = requiredText(body, "name");
  const description = optionalText(body, "description");
  const data = optionalObject(body, "data");
  const params = optionalObject(body, "params");
  // Guides of streaming and self-serve sources have requests without data.
  if (data === undefined && (spec.kind === "files" || spec.kind === "tables")) {
    throw new FlowServiceError("CONNECTOR-1304-400", "Mandatory field data is missing");
  }
  if (spec.kind === "files") {
    checkFiles(data ?? {}, params ?? {});
  }
  if (params?.filters !== undefined) {
    readRowFilter(params.filters, spec, switches);
  }
  return {
    name,
    ...(description === undefined ? {} : { description }),
    ...(data === undefined ? {} : { data }),
    ...(params === undefined ? {} : { params }),
    ...(body.providerId === undefined ? {} : { providerId: requiredText(body, "providerId") }),
  };
}

const fileFormats = ["delimited", "json", "parquet"];

function checkFiles(data: JsonObject, params: JsonObject): void {
  const format = optionalText(data, "format");
  if (format !== undefined && !fileFormats.includes(format) && !format.endsWith("_xdm")) {
    throw new FlowServiceError(
      "CONNECTOR-1327-400",
      `Format ${format} is not supported; use ${fileFormats.join(", ")}`,
    );
  }
  // Older guides show the delimiter as a member of data.
  const delimiter = objectAt(data, "properties").columnDelimiter ?? data.columnDelimiter;
  if (typeof delimiter === "string" && delimiter.length > 1) {
    throw new FlowServiceError("CONNECTOR-1331-400", "columnDelimiter must be one character");
  }
  requiredText(params, "path");
  const type = optionalText(params, "type");
  if (type !== undefined && type !== "file" && type !== "folder") {
    throw new FlowServiceError("FLOW-1100-400", "params.type is file or folder");
  }
  for (const name of ["recursive", "cdcEnabled"]) {
    const value = params[name];
    if (value !== undefined && typeof value !== "boolean") {
      throw new FlowServiceError("FLOW-1100-400", `params.${name} must be a boolean`);
    }
  }
}
