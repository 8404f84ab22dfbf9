import type { Refusal } from "../lifecycle/refusal";

const recreate =
  "The endpoint has to be re-created: run pulumi refresh, then pulumi up, which replaces an endpoint that AEP shows as " +
  "Rejected, Disconnected or Failed. As long as AEP does not show this, use pulumi up --replace <URN>.";

/** Why an endpoint is not approved. */
export const approvalRefusals = {
  notFound: {
    step: "up",
    title: "The Azure resource has no connection that certainly belongs to the endpoint",
    advice:
      "If one of them is certainly yours (ask Adobe for the Azure id of your endpoint), set azurePrivateEndpointId " +
      "to its id. If yours has not appeared yet, run pulumi up again.",
  },
  several: {
    step: "up",
    title: "Several connections may belong to the endpoint",
    advice:
      "Set azurePrivateEndpointId to the id of the one that is yours, or reject or delete the others on Azure.",
  },
  unusable: {
    step: "up",
    title: "The connection is Rejected or Disconnected on Azure",
    advice: recreate,
  },
  gone: { step: "up", title: "The connection no longer exists on Azure", advice: recreate },
  noEndpoint: {
    step: "up",
    title: "The endpoint does not exist in AEP",
    advice: "Run pulumi refresh, then pulumi up: the endpoint is re-created.",
  },
  unusableEndpoint: {
    step: "up",
    title: "AEP shows the endpoint as Rejected, Disconnected or Failed",
    advice: recreate,
  },
  late: {
    step: "up",
    title: "Azure and AEP do not show the approval in time",
    advice: "Run pulumi up again to continue. If the approval takes longer, raise timeoutSeconds.",
  },
  ownerIsLate: {
    step: "up",
    title: "With approve: false, the owner of the Azure resource has not approved the endpoint in time",
    advice: "Then run pulumi up again. With wait: false, pulumi up does not wait for the owner.",
  },
} as const satisfies Readonly<Record<string, Refusal>>;
