const spec = (id: string) => ({ id, version: "1.0" });

/** Connection specs by the names of the documentation. */
export const connectionSpecs = {
  azureBlob: spec("4c10e202-c428-4796-9208-5f1f5732b1cf"),
  adlsGen2: spec("b3ba5556-48be-44b7-8b85-ff2b69b46dc4"),
  snowflake: spec("b2e08744-4f1a-40ce-af30-7abac3e23cf3"),
  azureSql: spec("1f372ff9-38a4-4492-96f5-b9a4e4bd00ec"),
  sftp: spec("b7bf2577-4520-42c9-bae9-cad01560f7bc"),
  // A source of files whose authentication no page documents.
  undocumented: spec("b7829c2f-2eb0-4f49-a6ee-55e33008b629"),
  amazonS3: spec("ecadc60c-7455-4d87-84dc-2a0e293d997b"),
  genericRest: spec("4e98f16f-87d6-4ef0-bdc6-7a2b0fe76e62"),
  landingZone: spec("26f526f2-58f4-4712-961d-e41bf1ccc0e8"),
  dataLake: spec("c604ff05-7f1a-43c0-8e18-33bf874cb11c"),
} as const;

/** Flow specs by the documentation's names. */
export const flowSpecs = {
  cloudStorageToAep: spec("9753525b-82c7-4dce-8a9b-5ccfce2b9876"),
  crmToAep: spec("14518937-270c-4525-bdec-c2ba7cce3860"),
  restStorageToAep: spec("6499120c-0b15-42dc-936e-847ea3c24d72"),
} as const;

/** Paths of the services' collections. */
export const paths = {
  endpoints: "/data/foundation/connectors/privateEndpoints",
  authoring: "/data/foundation/connectors/privateEndpoints/interactiveAuthoring?op=enable",
  connections: "/data/foundation/flowservice/connections",
  sources: "/data/foundation/flowservice/sourceConnections",
  targets: "/data/foundation/flowservice/targetConnections",
  flows: "/data/foundation/flowservice/flows",
  schemas: "/data/foundation/schemaregistry/tenant/schemas",
  dataSets: "/data/foundation/catalog/dataSets",
  mappingSets: "/data/foundation/conversion/mappingSets",
} as const;

/** The media type by which a schema's version is named. */
export const fullSchema = "application/vnd.adobe.xed-full+json;version=1";
