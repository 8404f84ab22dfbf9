import type { Call } from "../../provider/http/call";
import { check } from "../../provider/lifecycle/check";
import type { Definition } from "../../provider/lifecycle/definition";
import { deleteResource } from "../../provider/lifecycle/delete";
import { diff } from "../../provider/lifecycle/diff";
import type { Session } from "../../provider/session/session";
import type { JsonObject } from "../../provider/values/json";

const place = { sandbox: "dev", orgId: "ORG@AdobeOrg" };

/** Recorded outputs of a flow. */
export const recordedFlow: JsonObject = {
  ...place,
  name: "F",
  flowSpec: { id: "f", version: "1.0" },
  sourceConnectionIds: ["s"],
  targetConnectionIds: ["t"],
  scheduleParams: { frequency: "day", interval: 1 },
  state: "enabled",
};

/** Recorded outputs of a private endpoint. */
export const recordedEndpoint: JsonObject = {
  ...place,
  name: "E",
  subscriptionId: "s",
  resourceGroupName: "g",
  resourceName: "r",
  fqdns: [],
  connectionSpec: { id: "c", version: "1.0" },
  state: "Approved",
};

/** Recorded outputs of an approval by another team. */
export const recordedApproval: JsonObject = {
  ...place,
  privateEndpointId: "e",
  privateEndpointName: "E",
  targetResourceId: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/r",
  approve: false,
  onDestroy: "retain",
  timeoutSeconds: 1_800,
  status: "Approved",
  state: "Approved",
};

/** One process of the provider: its reports, and the steps that the engine requests of it. */
export function providerProcess(session: Session) {
  const reports: string[] = [];
  const context = (definition: Definition, operation: Call["operation"]) => ({
    definition,
    session,
    call: { operation, report: (message: string) => reports.push(message) },
  });
  return {
    session,
    reports,
    /** Checks the inputs of a new entity, as recorded outputs without the scope. */
    check: (definition: Definition, { sandbox: _, orgId: __, ...program }: JsonObject) =>
      check(context(definition, "check"), {}, program),
    /** Compares recorded outputs with the same inputs and a change of them. */
    diff: (definition: Definition, id: string, recorded: JsonObject, change: JsonObject) =>
      diff(context(definition, "diff"), id, recorded, { ...recorded, ...change }),
    delete: (definition: Definition, id: string, recorded: JsonObject) =>
      deleteResource(context(definition, "delete"), id, recorded),
  };
}
