import type { JsonObject } from "../core/json";
import type { Switches } from "../core/switches";
import type { ConnectionSpec } from "./connectionSpec";
import { applications } from "./connectors/applications";
import { cloudStorage } from "./connectors/cloudStorage";
import { databases } from "./connectors/databases";
import { platform } from "./connectors/platform";
import { restSources } from "./connectors/restSources";
import { streaming } from "./connectors/streaming";
import { comparisonOperators, filterQueryLanguage, logicalOperators } from "./filterOperators";
import { permissionsInfo } from "./permissionsInfo";
import { providerId } from "./providerId";

/** All known connection specs. The ids are documented; the spelling of most names is the emulator's. */
export const connectionSpecs: readonly ConnectionSpec[] = [
  ...cloudStorage,
  ...databases,
  ...applications,
  ...restSources,
  ...streaming,
  ...platform,
];

const byId = new Map(connectionSpecs.map((spec) => [spec.id, spec]));

/** A known connection spec by id. */
export function connectionSpec(id: string): ConnectionSpec | undefined {
  return byId.get(id);
}

/** The connection spec that a request names; one that is unknown has every auth spec, if a switch accepts it. */
export function acceptedConnectionSpec(id: string, { unknownSpecs }: Switches): ConnectionSpec | undefined {
  return byId.get(id) ?? (unknownSpecs === "accept" ? { id, name: `source-${id}`, kind: "rest" } : undefined);
}

/** Whether connections of a spec can be drafts: those of the guide's samples, and the target of every flow. */
export function supportsDrafts({ kind, inlet }: ConnectionSpec): boolean {
  return kind === "files" || kind === "target" || inlet === "connection";
}

/** A connection spec as clients see it. */
export function connectionSpecEntity(spec: ConnectionSpec): JsonObject {
  return {
    id: spec.id,
    name: spec.name,
    providerId: providerId(spec.kind === "streaming"),
    version: "1.0",
    authSpec: (spec.authSpecs ?? []).map((authSpec) => ({
      name: authSpec.name,
      type: authSpec.name.replaceAll(" ", ""),
      spec: {
        $schema: "http://json-schema.org/draft-07/schema#",
        type: "object",
        properties: Object.fromEntries([
          ...authSpec.secret.map((name) => [name, { type: "string", format: "password" }]),
          ...authSpec.plain.map((name) => [name, { type: "string" }]),
        ]),
        required: [...authSpec.required],
      },
    })),
    attributes: {
      category: spec.kind,
      connectorName: spec.name,
      isSource: spec.kind !== "target" && spec.kind !== "internal",
      ...(spec.rowFilters === true ? { filterAtSource: filterAtSource() } : {}),
      isDraftModeSupported: supportsDrafts(spec),
    },
    permissionsInfo: permissionsInfo(spec.kind === "streaming"),
  };
}

// The sample is that of BigQuery; the escape characters and languages of the other sources are undocumented.
function filterAtSource(): JsonObject {
  return {
    enabled: true,
    queryLanguage: filterQueryLanguage,
    logicalOperators: [...logicalOperators],
    comparisonOperators: [...comparisonOperators],
    columnNameEscapeChar: "`",
    valueEscapeChar: "'",
  };
}
