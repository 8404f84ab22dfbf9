import { type ComparedIds, type KindEdits, rename, textChange } from "./edit";

/** Edits of namespaces, enablements, datasets and merge policies. */
export const dataEdits = {
  identityNamespace: {
    code: [rename("namespace", "/code")],
    name: [textChange("namespace", "name")],
    idType: [{ of: "namespace", at: "/idType", value: "COOKIE", shows: "idType" }],
    description: [textChange("namespace")],
  },
  profileEnablement: {
    schemaId: [{ of: "schema", at: "/meta:immutableTags", value: ["union"], shows: "only in to" }],
  },
  dataset: {
    name: [rename("dataset")],
    description: [textChange("dataset")],
    schemaRef: [
      {
        of: "otherDataset",
        at: "/schemaRef/id",
        value: ({ schema }: ComparedIds) => schema,
        shows: "renamed",
      },
    ],
    tags: [
      { of: "dataset", at: "/tags/acme_owner", value: ["another"], shows: "tags.acme_owner[0]" },
      {
        of: "dataset",
        at: "/tags/unifiedProfile",
        value: ["disabled:true"],
        shows: "tags.unifiedProfile[0]",
      },
    ],
    fileDescription: [
      { of: "dataset", at: "/fileDescription/persisted", value: false, shows: "fileDescription.persisted" },
    ],
    enableErrorDiagnostics: [
      { of: "dataset", at: "/enableErrorDiagnostics", value: false, shows: "enableErrorDiagnostics" },
    ],
    extensions: [
      {
        of: "dataset",
        at: "/extensions",
        value: { adobe_lakeHouse: { rowExpiration: { ttlValue: "P6M" } } },
        shows: "extensions",
      },
    ],
  },
  mergePolicy: {
    name: [rename("mergePolicy")],
    schema: [
      { of: "mergePolicy", at: "/schema/name", value: "_xdm.context.experienceevent", shows: "renamed" },
    ],
    identityGraph: [
      { of: "mergePolicy", at: "/identityGraph/type", value: "none", shows: "identityGraph.type" },
    ],
    attributeMerge: [
      {
        of: "mergePolicy",
        at: "/attributeMerge/order",
        value: ({ dataset, otherDataset }: ComparedIds) => [otherDataset, dataset],
        shows: "attributeMerge.order[0] attributeMerge.order[1]",
      },
    ],
    isActiveOnEdge: [{ of: "mergePolicy", at: "/isActiveOnEdge", value: true, shows: "isActiveOnEdge" }],
    default: [{ of: "mergePolicy", at: "/default", value: true, shows: "default" }],
  },
} as const satisfies Readonly<Record<string, KindEdits>>;
