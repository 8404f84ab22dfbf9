import { z } from "zod";
import { amount, choice, flag } from "../core/switchTable";

/** The switches of the connectors service. */
export const connectorsSwitches = {
  approvalDelayMs: {
    schema: z.union([z.int().min(0), z.literal("never")]),
    initial: 0 as number | "never",
    reason:
      "Approval happens on Azure; 0 approves there at once, never leaves it to management calls or the admin call.",
  },
  privateEndpointCreateStatus: choice(
    [201, 200, 202],
    "The status of the POST is undocumented; 201 is the usual one.",
  ),
  privateEndpointDeleteBody: choice(["empty", "object"], "The body of the documented 200 is undocumented."),
  unknownPrivateEndpoint: choice(
    ["notFound", "emptyItems"],
    "It is undocumented whether an unknown id gives 404 or an empty list.",
  ),
  privateEndpointScope: choice(
    ["sandbox", "organisation"],
    "According to the guide, a list is that of the sandbox, and also that of the organisation.",
  ),
  privateEndpointQuotas: flag(true, "The newest guide limits endpoints by kind of sandbox."),
  privateEndpointQuotaRefusal: choice(
    ["limit", "quota"],
    "The limits are documented, but not the text with which a further endpoint is refused.",
  ),
  productionPrivateEndpoints: amount(10, "The documented limit over all production sandboxes."),
  developmentPrivateEndpoints: amount(1, "The documented limit over all development sandboxes."),
  duplicatePrivateEndpoint: choice(
    ["accept", "refuse"],
    "Samples show two endpoints of one name; two endpoints to one resource are not forbidden.",
  ),
  snowflakePrivateLink: flag(true, "The beta guide lists Snowflake; the newest text no longer does."),
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
    "No sample sends auth.params.privateEndpointId, so sending it counts as a client's mistake.",
  ),
  privateEndpointMatch: choice(
    ["connectionSpec", "resourceName"],
    "It is undocumented how the service finds the endpoint of a connection: by spec only, or also by the account's name.",
  ),
  interactiveAuthoringRequired: flag(
    true,
    "According to newer text, interactive authoring must be enabled before connections and flows over private link are written.",
  ),
  interactiveAuthoringEnablingMs: amount(
    0,
    "According to the guide, enabling takes minutes; tests need it at once.",
  ),
  interactiveAuthoringSpelling: choice(
    ["Disabled", "disabled"],
    "The sample response is capitalised; the documented values are not.",
  ),
} as const;
