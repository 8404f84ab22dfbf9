/** The documented flow specs, by their name in `aep.flowSpecs`. */
export const flowSpecTable = {
  cloudStorageToAep: {
    id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876",
    version: "1.0",
    name: "CloudStorageToAEP",
  },
  crmToAep: { id: "14518937-270c-4525-bdec-c2ba7cce3860", version: "1.0", name: "CRMToAEP" },
  genericStreamingToAep: {
    id: "e77fde5a-22a8-11ed-861d-0242ac120002",
    version: "1.0",
    name: "GenericStreamingAEP",
  },
  restStorageToAep: { id: "6499120c-0b15-42dc-936e-847ea3c24d72", version: "1.0", name: "RestStorageToAEP" },
  streamingToAep: {
    id: "d69717ba-71b4-4313-b654-49f9cf126d7a",
    version: "1.0",
    name: "Stream data with optional transformation",
  },
  streamingWithMapping: { id: "c1a19761-d2c7-4702-b9fa-fe91f0613e81", version: "1.0", name: undefined },
  streamingWithoutMapping: { id: "d8a6f005-7eaf-4153-983e-e8574508b877", version: "1.0", name: undefined },
} as const satisfies Readonly<Record<string, { id: string; version: "1.0"; name: string | undefined }>>;

/** Name of a flow spec in `aep.flowSpecs`. */
export type FlowSpecName = keyof typeof flowSpecTable;
