import { z } from "zod";
import { amount, choice, flag } from "../core/switchTable";

/** The switches of the connectors service. */
export const connectorsSwitches = {
  approvalDelayMs: {
    schema: z.union([z.int().min(0), z.literal("never")]),
    initial: 0 as number | "never",
    reason:
      "Approval happens on Azure; 0 has somebody approve there at once, never leaves it to management calls or the admin call.",
  },
  privateEndpointCreateStatus: choice(
    [201, 200, 202],
    "The status of the POST is not stated; 201 is the usual one.",
  ),
  privateEndpointDeleteBody: choice(["empty", "object"], "The body of the documented 200 is not stated."),
  unknownPrivateEndpoint: choice(
    ["notFound", "emptyItems"],
    "Nothing says whether an unknown id answers 404 or an empty list.",
  ),
  privateEndpointScope: choice(
    ["sandbox", "organisation"],
    "The guide says both that a list is of the sandbox and of the organisation.",
  ),
  privateEndpointQuotas: flag(true, "The newest guide limits endpoints by kind of sandbox."),
  productionPrivateEndpoints: amount(10, "The documented limit over all production sandboxes."),
  developmentPrivateEndpoints: amount(1, "The documented limit over all development sandboxes."),
  duplicatePrivateEndpoint: choice(
    ["accept", "refuse"],
    "Samples show two endpoints of one name; nothing forbids two to one resource.",
  ),
  snowflakePrivateLink: flag(true, "The beta guide lists Snowflake, the newest text has withdrawn it."),
  privateEndpointUsedByConnection: choice(
    ["refuse", "allow"],
    "Deleting an endpoint that a connection uses is undocumented; refusal is the stricter guess.",
  ),
  privateEndpointIdOnRead: flag(
    true,
    "Samples show the server adding auth.params.privateEndpointId, except Snowflake's.",
  ),
  privateEndpointIdSent: choice(
    ["refuse", "use"],
    "No sample sends auth.params.privateEndpointId, so sending it is taken for a client's mistake.",
  ),
  privateEndpointMatch: choice(
    ["connectionSpec", "resourceName"],
    "How the service finds the endpoint of a connection is undocumented: by spec alone, or by the account's name too.",
  ),
  interactiveAuthoringRequired: flag(
    true,
    "Newer text wants interactive authoring on before connections and flows over private link are written.",
  ),
  interactiveAuthoringEnablingMs: amount(0, "Enabling is said to take minutes; tests want it at once."),
  interactiveAuthoringSpelling: choice(
    ["Disabled", "disabled"],
    "The sample answer is capitalised, the documented values are not.",
  ),
} as const;
