import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

const config = new pulumi.Config();
const connectionSpec = aep.connectionSpecs.azureBlob;

const base = new aep.BaseConnection("acme", {
  name: "ACME storage",
  connectionSpec,
  auth: {
    specName: "ConnectionString",
    params: { connectionString: "AccountName=acme;AccountKey=a-key-for-tests" },
  },
});

// An update stops after the connection until the test opens the gate.
const baseConnectionId = base.id.apply(async (id) => {
  if (!pulumi.runtime.isDryRun()) {
    await fetch(config.require("gate"));
  }
  return id;
});

for (const name of config.requireObject<string[]>("folders")) {
  new aep.SourceConnection(name, {
    name,
    baseConnectionId,
    connectionSpec,
    data: { format: "delimited", properties: { columnDelimiter: "," } },
    params: { path: `/${name}/*.csv`, type: "folder", recursive: true },
  });
}
