import * as pulumi from "@pulumi/pulumi";
import * as madconnect from "pulumi-aep/madconnect";

const config = new pulumi.Config();

// Requires aep:madconnectUrl, aep:madconnectClientId and aep:madconnectClientSecret. The name of the connector, in the
// last line, also requires aep:madconnectAccountId.

// From a bucket to an advertiser. Both configs are encrypted in the state, including values that are not marked secret
// here.
const audience = new madconnect.Connection("audience", {
  name: "ACME audience",
  srcConnectorId: config.get("srcConnectorId") ?? "STWkG5hhS3EvG511",
  srcConnectionConfig: { bucketURI: config.require("bucketURI") },
  destConnectorId: config.get("destConnectorId") ?? "13a4e0ca00af0011",
  destConnectionConfig: {
    advertiserId: config.requireSecret("advertiserId"),
    audienceSource: "USER_PROVIDED_ONLY",
  },
  // Data moves while the connection is active: pulumi config set active true
  status: config.getBoolean("active") ? "active" : "disabled",
});

export const connectionId = audience.id;
export const status = audience.status;
export const from = audience.src.connectorName;
export const to = madconnect.getConnectorOutput({ id: audience.dest.connectorId }).name;
