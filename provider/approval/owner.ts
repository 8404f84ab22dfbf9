import { wordOrQuoted } from "../messages/foreignText";
import { type JsonObject, textOf, valueAt } from "../values/json";

/** The Azure resource of an endpoint that its owner has to approve. */
export interface OwnersTask {
  /** Azure Resource Manager id of the resource, or its names if only AEP knows it. */
  readonly resource: string;
  /** Where and how the owner approves the endpoint, in one line. */
  readonly steps: string;
}

/** Connection spec of Snowflake, whose endpoints are not approved on Azure. */
const snowflake = "b2e08744-4f1a-40ce-af30-7abac3e23cf3";

/**
 * What the owner of the Azure resource has to do to approve an endpoint.
 *
 * @param inputs - inputs of the approval
 * @param endpoint - the endpoint as AEP returned it last; empty if it was not read
 */
export function ownersTask({ targetResourceId }: JsonObject, endpoint: JsonObject): OwnersTask {
  const [name, group, subscription] = [
    endpoint.resourceName,
    endpoint.resourceGroupName,
    endpoint.subscriptionId,
  ].map((part) => wordOrQuoted(textOf(part)));
  const known =
    endpoint.resourceName === undefined
      ? "the Azure resource"
      : `${name} (resource group ${group}, subscription ${subscription})`;
  if (valueAt(endpoint, "connectionSpec.id") === snowflake) {
    return {
      resource: known,
      steps: "Snowflake: SYSTEM$AUTHORIZE_PRIVATELINK, after a ticket with the support of Snowflake.",
    };
  }
  const id = typeof targetResourceId === "string" ? wordOrQuoted(targetResourceId) : undefined;
  return {
    resource: id ?? known,
    steps:
      "Azure portal: Networking, then Private endpoint connections of the resource. " +
      `Azure CLI: az network private-endpoint-connection list --id ${id ?? "<id of the resource>"}, ` +
      "then az network private-endpoint-connection approve --id <id of the connection>.",
  };
}
