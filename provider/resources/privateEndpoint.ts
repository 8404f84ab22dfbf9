import { z } from "zod";
import { Connectors } from "../api/connectors";
import { FlowService } from "../api/flowService";
import type { Definition } from "../definition";
import { spec, specVersion, text } from "./shapes";
import { usersIn } from "./users";

/** Inputs of a private endpoint. */
export const privateEndpointInputs = z.strictObject({
  name: text,
  subscriptionId: text,
  resourceGroupName: text,
  resourceName: text,
  fqdns: z.array(text).optional(),
  connectionSpec: spec,
});

/** Private endpoint: nothing about it can be changed, and it is `Pending` until Azure's side approves it. */
export const privateEndpoint: Definition = {
  noun: "private endpoint",
  inputs: privateEndpointInputs,
  fields: {
    name: "body",
    subscriptionId: "body",
    resourceGroupName: "body",
    resourceName: "body",
    fqdns: "body",
    connectionSpec: "body",
  },
  outputs: ["state"],
  defaults: { fqdns: [], "connectionSpec.version": specVersion },
  // Old before new, because the quota (10 over all production sandboxes, 1 over all development ones) may be used up.
  replaceOnChange: {
    sandbox: "deleteFirst",
    name: "deleteFirst",
    subscriptionId: "deleteFirst",
    resourceGroupName: "deleteFirst",
    resourceName: "deleteFirst",
    fqdns: "deleteFirst",
    connectionSpec: "deleteFirst",
  },
  unordered: { fqdns: String },
  listBeforeCreate: true,
  // Azure cannot approve what was rejected once, and a failed endpoint never comes up.
  isBroken: ({ state }) => state === "Rejected" || state === "Failed",

  api: (session, scope) => {
    const connectors = new Connectors(session, scope);
    const flowService = new FlowService(session, scope);
    return {
      create: async (body) => {
        const { id, endpoint } = await connectors.createPrivateEndpoint(body);
        return { id, outputs: { state: endpoint.state ?? "Pending" } };
      },
      read: (id) => connectors.getPrivateEndpoint(id),
      delete: (id) => connectors.deletePrivateEndpoint(id),
      list: () => connectors.listPrivateEndpoints(),
      users: (id) =>
        usersIn(
          "base connection",
          flowService.list("connections", [`auth.params.privateEndpointId==${id}`]),
          id,
        ),
    };
  },
};
