import * as aep from "pulumi-aep";

// The function sends requests from the process of the program, the resources from that of the provider.
const names = aep.getConnectionSpecs().then((specs) => [`one of ${specs.length}`, "another"]);

export const ids = names.then((all) =>
  all.map(
    (name, index) =>
      new aep.BaseConnection(`base-${index}`, {
        name,
        connectionSpec: aep.connectionSpecs.azureBlob,
        auth: {
          specName: "ConnectionString",
          params: { connectionString: "AccountName=acme;AccountKey=a-key-for-tests" },
        },
      }).id,
  ),
);
