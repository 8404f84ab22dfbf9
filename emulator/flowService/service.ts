import { otherUser } from "../core/audit";
import type { Emulator } from "../core/emulator";
import { type JsonObject, objectAt, stringAt, stringsAt } from "../core/json";
import type { Service } from "../core/service";
import type { References, Stored } from "../core/store";
import { codedRefusal } from "../specs/errors";
import { flowServicePath } from "../specs/path";
import { maskAuth } from "../specs/secretParameters";
import { withStoredInlet } from "../streamingIngestion/inlets";
import { flowServiceAdminRoutes } from "./adminRoutes";
import { connectionRoutes } from "./connections/connectionRoutes";
import { settleConnection } from "./connections/connectionState";
import { sourceConnectionRoutes } from "./ends/sourceConnectionRoutes";
import { targetConnectionRoutes } from "./ends/targetConnectionRoutes";
import { changeEntity } from "./entity";
import { flowRoutes } from "./flows/flowRoutes";
import { runRoutes } from "./flows/runRoutes";
import { runsName, settleRun } from "./flows/runs";
import { settleFlow } from "./flows/scheduledRuns";
import { flowServiceSwitches } from "./switches";

const edit = (emulator: Emulator, stored: Stored, entity: JsonObject): void => {
  const changed = withStoredInlet(stored, maskAuth(entity, stored.entity));
  changeEntity(emulator, stored, changed, { user: otherUser });
};

const entities = (name: string, references: References) => ({
  paths: [`${flowServicePath}/${name}`],
  references,
  edit,
});

const given = (id: string | undefined): string[] => (id === undefined ? [] : [id]);

/** The mapping sets and encryption keys in the transformations of a flow. */
function transformationIds({ transformations }: JsonObject): string[] {
  return (Array.isArray(transformations) ? transformations : []).flatMap((transformation) => {
    const params = objectAt(transformation, "params");
    return ["mappingId", "publicKeyId"].flatMap((name) => given(stringAt(params, name)));
  });
}

/** The Flow Service: base, source and target connections, flows and their runs. */
export const flowService = {
  switches: flowServiceSwitches,
  collections: {
    connections: {
      ...entities("connections", ({ hidden }) => [
        ...given(stringAt(hidden, "privateEndpointId")),
        ...given(stringAt(hidden, "inletId")),
      ]),
      settle: settleConnection,
    },
    sourceConnections: entities("sourceConnections", ({ entity }) =>
      given(stringAt(entity, "baseConnectionId")),
    ),
    targetConnections: entities("targetConnections", ({ entity }) =>
      given(stringAt(objectAt(entity, "params"), "dataSetId")),
    ),
    flows: {
      ...entities("flows", ({ entity, hidden }) => [
        ...given(stringAt(hidden, "inletId")),
        ...stringsAt(entity, "sourceConnectionIds"),
        ...stringsAt(entity, "targetConnectionIds"),
      ]),
      related: ({ entity }) => transformationIds(entity),
      settle: settleFlow,
    },
    [runsName]: {
      ...entities(runsName, ({ entity }) => given(stringAt(entity, "flowId"))),
      records: true,
      settle: settleRun,
    },
  },
  routes: [
    [`${flowServicePath}/connections`, connectionRoutes],
    [`${flowServicePath}/sourceConnections`, sourceConnectionRoutes],
    [`${flowServicePath}/targetConnections`, targetConnectionRoutes],
    [`${flowServicePath}/flows`, flowRoutes],
    [`${flowServicePath}/${runsName}`, runRoutes],
  ],
  adminRoutes: [flowServiceAdminRoutes],
  refuse: codedRefusal,
} as const satisfies Service;
