import { type ComparedIds, type ComparedName, type KindEdits, otherSpec, rename, textChange } from "./edit";

/** Edits of private endpoints, connections and public keys. */
export const connectionsEdits = {
  privateEndpoint: {
    name: [{ ...textChange("endpoint", "name") }],
    subscriptionId: [
      { ...rename("endpoint", "/subscriptionId"), value: "00000000-0000-0000-0000-000000000002" },
    ],
    resourceGroupName: [rename("endpoint", "/resourceGroupName")],
    resourceName: [rename("endpoint", "/resourceName")],
    fqdns: [{ of: "endpoint", at: "/fqdns", value: ["another.blob.core.windows.net"], shows: "fqdns" }],
    connectionSpec: [
      { of: "endpoint", at: "/connectionSpec", value: otherSpec, shows: "renamed" },
      { of: "endpoint", at: "/connectionSpec/version", value: "2.0", shows: "connectionSpec.version" },
    ],
  },
  baseConnection: {
    name: [rename("otherBase"), rename("base")],
    description: [textChange("base")],
    connectionSpec: [
      { of: "base", at: "/connectionSpec/id", value: otherSpec.id, shows: "renamed" },
      { of: "base", at: "/connectionSpec/version", value: "2.0", shows: "connectionSpec.version" },
    ],
    auth: [
      { of: "base", at: "/auth/specName", value: "Another", shows: "auth.specName" },
      { of: "base", at: "/auth/params/database", value: "Another", shows: "auth.params.database" },
    ],
    privateEndpointId: [
      {
        of: "otherBase",
        at: "/auth/params/privateEndpointId",
        value: ({ endpoint }: ComparedIds) => endpoint,
        shows: "privateEndpointId",
      },
    ],
    providerId: [
      { of: "base", at: "/providerId", value: "00000000-0000-0000-0000-000000000009", shows: "providerId" },
    ],
  },
  sourceConnection: connectionEdits("source", "otherSource", {
    baseConnectionId: [
      {
        of: "source",
        at: "/baseConnectionId",
        value: ({ base }: ComparedIds) => base,
        shows: "baseConnectionId",
      },
    ],
    providerId: [
      { of: "source", at: "/providerId", value: "00000000-0000-0000-0000-000000000009", shows: "providerId" },
    ],
    data: [{ of: "source", at: "/data/format", value: "json", shows: "data.format" }],
    params: [{ of: "source", at: "/params/path", value: "/other", shows: "params.path" }],
  }),
  targetConnection: connectionEdits("target", "otherTarget", {
    data: [
      { of: "target", at: "/data/format", value: "json", shows: "data.format" },
      {
        of: "target",
        at: "/data/schema/id",
        value: ({ otherSchema }: ComparedIds) => otherSchema,
        shows: "data.schema.id",
      },
    ],
    params: [
      {
        of: "target",
        at: "/params/dataSetId",
        value: ({ otherDataset }: ComparedIds) => otherDataset,
        shows: "params.dataSetId",
      },
    ],
  }),
  publicKey: {
    name: [rename("key")],
    encryptionAlgorithm: [
      { of: "key", at: "/encryptionAlgorithm", value: "GPG", shows: "encryptionAlgorithm" },
    ],
  },
} as const satisfies Readonly<Record<string, KindEdits>>;

function connectionEdits(of: ComparedName, unused: ComparedName, more: KindEdits): KindEdits {
  return {
    name: [rename(unused)],
    description: [textChange(of)],
    connectionSpec: [
      { of: unused, at: "/connectionSpec/id", value: otherSpec.id, shows: "renamed" },
      { of, at: "/connectionSpec/version", value: "2.0", shows: "connectionSpec.version" },
    ],
    ...more,
  };
}
