import type { ComparedIds, ComparedName, Edit, KindEdits } from "./edit";

const word = (of: ComparedName, input: string, value: unknown, at = `/xdm:${input}`): Edit => ({
  of,
  at,
  value,
  shows: input,
});

/** Edits of descriptors. */
export const descriptorEdits = {
  descriptor: {
    type: [{ of: "label", at: "/@type", value: "xdm:descriptorTimestamp", shows: "renamed" }],
    sourceSchema: [
      {
        of: "label",
        at: "/xdm:sourceSchema",
        value: ({ otherSchema }: ComparedIds) => otherSchema,
        shows: "renamed",
      },
    ],
    sourceVersion: [word("identity", "sourceVersion", 2)],
    sourceProperty: [{ of: "label", at: "/xdm:sourceProperty", value: "/_emulator/since", shows: "renamed" }],
    namespace: [word("identity", "namespace", "ECID")],
    property: [word("identity", "property", "xdm:id")],
    isPrimary: [word("identity", "isPrimary", false)],
    identityNamespace: [word("reference", "identityNamespace", "ECID")],
    destinationSchema: [word("relationship", "destinationSchema", ({ schema }: ComparedIds) => schema)],
    destinationVersion: [word("relationship", "destinationVersion", 2)],
    destinationProperty: [word("relationship", "destinationProperty", "/_emulator/since")],
    destinationNamespace: [word("relationship", "destinationNamespace", "ECID")],
    cardinality: [word("relationship", "cardinality", "1:1")],
    sourceToDestinationName: [word("relationship", "sourceToDestinationName", "is at")],
    destinationToSourceName: [word("relationship", "destinationToSourceName", "is of")],
    sourceToDestinationTitle: [word("relationship", "sourceToDestinationTitle", "Is at")],
    destinationToSourceTitle: [word("relationship", "destinationToSourceTitle", "Is of")],
    title: [{ ...word("display", "title", { en_us: "Since" }), shows: "title.en_us" }],
    description: [{ ...word("display", "description", { en_us: "Since" }), shows: "description.en_us" }],
    note: [{ ...word("display", "note", { en_us: "Since" }), shows: "note.en_us" }],
    metaEnum: [{ ...word("display", "metaEnum", { new: "Newer" }, "/meta:enum"), shows: "metaEnum.new" }],
    excludeMetaEnum: [
      { ...word("display", "excludeMetaEnum", { old: "Older" }), shows: "excludeMetaEnum.old" },
    ],
    labels: [{ ...word("label", "labels", ["C3"]), shows: "labels[0]" }],
    granularity: [word("granularity", "granularity", "hour")],
    ianaTimezone: [word("granularity", "ianaTimezone", "Europe/Berlin")],
  },
} as const satisfies Readonly<Record<string, KindEdits>>;
