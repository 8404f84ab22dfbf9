import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

const config = new pulumi.Config();

const inputs = (name: string): aep.BaseConnectionArgs => ({
  name,
  connectionSpec: aep.connectionSpecs.azureBlob,
  auth: {
    specName: "ConnectionString",
    params: { connectionString: "AccountName=acme;AccountKey=a-key-for-tests" },
  },
});

// Of the default provider, with the stack's configuration.
const own = new aep.BaseConnection("own", inputs(config.require("ownName")));

// Of an explicit provider that protects nothing, which is unknown in the preview of the first run.
const otherName = config.get("otherName");
if (otherName !== undefined) {
  const provider = new aep.Provider("other", { protectProduction: own.id.apply(() => false) });
  new aep.BaseConnection("other", inputs(otherName), { provider });
}
