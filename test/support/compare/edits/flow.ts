import { type ComparedIds, type KindEdits, rename, textChange } from "./edit";

/** Edits of flows and mapping sets. */
export const flowEdits = {
  mappingSet: {
    name: [textChange("mappings", "name")],
    outputSchema: [
      {
        of: "mappings",
        at: "/outputSchema/schemaRef/contentType",
        value: "application/vnd.adobe.xed-full+json;version=2",
        shows: "outputSchema.schemaRef.contentType",
      },
    ],
    inputSchema: [
      { of: "mappings", at: "/inputSchema/members/id", value: "integer", shows: "inputSchema.members.id" },
    ],
    xdmSchema: [
      {
        of: "otherMappings",
        at: "/xdmSchema",
        value: ({ schema }: ComparedIds) => schema,
        shows: "xdmSchema",
      },
    ],
    mappings: [{ of: "mappings", at: "/mappings/0/source", value: "Number", shows: "mappings[0].source" }],
  },
  flow: {
    name: [rename("flow")],
    description: [textChange("flow")],
    flowSpec: [
      { of: "flow", at: "/flowSpec/id", value: "6499120c-0b15-42dc-936e-847ea3c24d72", shows: "flowSpec.id" },
      { of: "flow", at: "/flowSpec/version", value: "2.0", shows: "flowSpec.version" },
    ],
    sourceConnectionIds: [
      {
        of: "flow",
        at: "/sourceConnectionIds",
        value: ({ otherSource }: ComparedIds) => [otherSource],
        shows: "renamed",
      },
    ],
    targetConnectionIds: [
      {
        of: "flow",
        at: "/targetConnectionIds",
        value: ({ otherTarget }: ComparedIds) => [otherTarget],
        shows: "renamed",
      },
    ],
    transformations: [
      {
        of: "flow",
        at: "/transformations/-",
        value: { name: "Copy", params: { deltaColumn: { name: "updated" } } },
        shows: "transformations",
      },
    ],
    scheduleParams: [
      { of: "flow", at: "/scheduleParams/interval", value: 30, shows: "scheduleParams.interval" },
      { of: "flow", at: "/scheduleParams/frequency", value: "hour", shows: "scheduleParams.frequency" },
      { of: "flow", at: "/scheduleParams/backfill", value: false, shows: "scheduleParams.backfill" },
    ],
    options: [
      {
        of: "flow",
        at: "/options/errorDiagnosticsEnabled",
        value: false,
        shows: "options.errorDiagnosticsEnabled",
      },
      {
        of: "flow",
        at: "/options/partialIngestionPercent",
        value: 10,
        shows: "options.partialIngestionPercent",
      },
    ],
    labels: [{ of: "flow", at: "/labels", value: ["C3"], shows: "labels" }],
    policy: [{ of: "flow", at: "/policy/dule/marketing", value: "all", shows: "policy.dule.marketing" }],
    state: [{ of: "flow", at: "/state", value: "disabled", shows: "state" }],
  },
} as const satisfies Readonly<Record<string, KindEdits>>;
