import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

const config = new pulumi.Config();

// Its id is unknown in the preview of the first run, and then also everything that comes from it.
const base = new aep.BaseConnection("default", {
  name: "Of the default provider",
  connectionSpec: aep.connectionSpecs.azureBlob,
  auth: {
    specName: "ConnectionString",
    params: { connectionString: "AccountName=acme;AccountKey=a-key-for-tests" },
  },
});

// The provider of the moving resource: the default one, or an explicit one with this name and organisation.
const name = config.get("provider");
const orgId = base.id.apply(() => config.require("orgId"));
const provider =
  name === undefined
    ? undefined
    : new aep.Provider(name, {
        orgId,
        clientId: "emulator-client",
        clientSecret: config.requireSecret("clientSecret"),
      });

const moving = new aep.SourceConnection(
  "moving",
  {
    name: "Moving",
    baseConnectionId: base.id,
    connectionSpec: aep.connectionSpecs.azureBlob,
    data: { format: "delimited" },
    params: { path: "/orders/*.csv" },
  },
  provider === undefined ? {} : { provider },
);

export const movingId = moving.id;

// A function sends requests in a preview too, with the configuration of the provider.
export const flows =
  config.getBoolean("callsFunction") === true
    ? aep.getFlowsOutput({}, provider === undefined ? {} : { provider }).length
    : undefined;
