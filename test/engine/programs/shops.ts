import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

const config = new pulumi.Config();
const azureBlob = { id: "4c10e202-c428-4796-9208-5f1f5732b1cf" };

for (let shop = 0; shop < config.requireNumber("shops"); shop++) {
  const name = `Shop ${shop}`;
  const base = new aep.BaseConnection(name, {
    name,
    connectionSpec: azureBlob,
    auth: {
      specName: "ConnectionString",
      params: { connectionString: "AccountName=acme;AccountKey=for-tests" },
    },
  });
  const source = new aep.SourceConnection(name, {
    name,
    baseConnectionId: base.id,
    connectionSpec: azureBlob,
    data: { format: "delimited" },
    params: { path: "/orders/*.csv" },
  });
  const target = new aep.TargetConnection(name, {
    name,
    connectionSpec: { id: "c604ff05-7f1a-43c0-8e18-33bf874cb11c" },
    data: {
      schema: {
        id: "https://ns.adobe.com/acme/schemas/0123456789",
        version: "application/vnd.adobe.xed-full+json;version=1",
      },
    },
    params: { dataSetId: "5ef4551c52e054191a61a99f" },
  });
  new aep.Flow(name, {
    name,
    flowSpec: { id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876" },
    sourceConnectionIds: [source.id],
    targetConnectionIds: [target.id],
    transformations: [
      { name: "Mapping", params: { mappingId: "bf5286a9c1ad4266baca76ba3adc9366", mappingVersion: 0 } },
    ],
    scheduleParams: { frequency: "minute", interval: 15 },
  });
}
