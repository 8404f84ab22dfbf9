/** A how-to guide whose blocks are followed one after the other, as those of the tutorial. */
export interface HowToPage {
  readonly page: string;
  /** The step of the tutorial after which a reader begins. */
  readonly step: number;
}

/** The how-to guides that begin in the project of the tutorial. */
export const followedPages: readonly HowToPage[] = [
  { page: "private-link-tutorial.md", step: 1 },
  { page: "tenant-fields.md", step: 4 },
  { page: "s3-and-streaming.md", step: 1 },
  { page: "rotate-keys.md", step: 4 },
  { page: "pause-flows.md", step: 4 },
  { page: "failed-run.md", step: 4 },
  { page: "emulator-in-ci.md", step: 4 },
];

const azureProgram = `import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";
import * as azure from "pulumi-aep/azure";

const config = new pulumi.Config();
const storageAccount = {
  id: "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/acme/providers/Microsoft.Storage/storageAccounts/acmestorage",
};
const auth = { specName: "ConnectionString", params: { connectionString: pulumi.secret("AccountName=acmestorage") } } as const;
`;

/** Programs of a how-to guide that are parts of a larger one. */
export interface ProgramOfPage {
  readonly page: string;
  /** The blocks in TypeScript that form one program, counted from 0. */
  readonly blocks: readonly number[];
  /** What the page leaves out before them. */
  readonly before: string;
  /** Number of resources that `pulumi up` creates, with the stack. */
  readonly created: number;
  /** The heading above the commands that delete them. Default: `pulumi destroy` does. */
  readonly deletedBy?: string;
}

/** The how-to guides with parts of programs. */
export const programsOfPages: readonly ProgramOfPage[] = [
  {
    page: "private-link.md",
    blocks: [0, 2],
    before: `${azureProgram}
const schema = new aep.Schema("orders", { title: "ACME orders", classId: "https://ns.adobe.com/xdm/context/experienceevent" });
const dataset = new aep.Dataset("orders", { name: "ACME orders", schemaRef: { id: schema.id } });
const mappings = new aep.MappingSet("orders", {
  outputSchema: { schemaRef: { id: schema.id } },
  mappings: [{ sourceType: "ATTRIBUTE", source: "Id", destination: "_id" }],
});
const target = new aep.TargetConnection("orders", {
  name: "ACME orders",
  connectionSpec: aep.connectionSpecs.dataLake,
  data: { schema: { id: schema.id, version: "application/vnd.adobe.xed-full+json;version=1" } },
  params: { dataSetId: dataset.id },
});
const flowArgs: Omit<aep.FlowArgs, "sourceConnectionIds"> = {
  name: "ACME orders",
  flowSpec: aep.flowSpecs.cloudStorageToAep,
  targetConnectionIds: [target.id],
  transformations: [{ name: "Mapping", params: { mappingId: mappings.id, mappingVersion: mappings.version } }],
  scheduleParams: { frequency: "hour", interval: 1 },
};
`,
    created: 14,
  },
  { page: "private-link.md", blocks: [1], before: azureProgram, created: 6 },
  {
    page: "profile.md",
    blocks: [0],
    before: `import * as aep from "pulumi-aep";
const group = new aep.FieldGroup("members", {
  title: "ACME cards of members",
  intendedToExtend: ["https://ns.adobe.com/xdm/context/profile"],
  fields: { card: aep.xdm.string() },
});
const schema = new aep.Schema("members", {
  title: "ACME members",
  classId: "https://ns.adobe.com/xdm/context/profile",
  fieldGroupIds: [group.id],
});
`,
    created: 7,
    deletedBy: "Remove it from the state only: `aep:forgetUndeletable`",
  },
  { page: "providers.md", blocks: [0], before: "", created: 3 },
  { page: "landing-zone.md", blocks: [0], before: 'import * as aep from "pulumi-aep";', created: 1 },
];
