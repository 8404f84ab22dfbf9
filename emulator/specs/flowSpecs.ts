import type { JsonObject } from "../core/json";
import type { Switches } from "../core/switches";
import { applications } from "./connectors/applications";
import { databases } from "./connectors/databases";
import { restSources } from "./connectors/restSources";
import { streaming } from "./connectors/streaming";
import { permissionsInfo } from "./permissionsInfo";
import { providerId } from "./providerId";

/** A flow spec. */
export interface FlowSpec {
  id: string;
  name: string;
  frequency: "batch" | "streaming";
  /** The transformations that its flows may have; undefined if they are unknown. */
  transformations?: readonly string[];
  /** Whether a mapping is needed for data that is not XDM. */
  mapping: boolean;
  /** Whether a delta column is needed unless the flow runs once. */
  deltaColumn: boolean;
  /** The sources that it is for, if documented. */
  sourceConnectionSpecIds: readonly string[];
  /** The targets that it is for, if not the data lake alone. */
  targetConnectionSpecIds?: readonly string[];
  /** Whether its flows have runs that clients can list. */
  runsSupported?: false;
  /** Whether its flows can be drafts. */
  drafts?: true;
}

const idsOf = (specs: readonly { id: string }[]): string[] => specs.map(({ id }) => id);

const dataLake = "c604ff05-7f1a-43c0-8e18-33bf874cb11c";

const webhooks = streaming.filter(({ inlet }) => inlet === "flow");
const streams = streaming.filter((spec) => !webhooks.includes(spec));

/** All known flow specs of sources. */
export const flowSpecs: readonly FlowSpec[] = [
  {
    id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876",
    name: "CloudStorageToAEP",
    frequency: "batch",
    drafts: true,
    transformations: ["Mapping", "Encryption"],
    mapping: true,
    deltaColumn: false,
    sourceConnectionSpecIds: [
      "b3ba5556-48be-44b7-8b85-ff2b69b46dc4",
      "ecadc60c-7455-4d87-84dc-2a0e293d997b",
      "b7829c2f-2eb0-4f49-a6ee-55e33008b629",
      "4c10e202-c428-4796-9208-5f1f5732b1cf",
      "fb2e94c9-c031-467d-8103-6bd6e0a432f2",
      "32e8f412-cdf7-464c-9885-78184cb113fd",
      "b7bf2577-4520-42c9-bae9-cad01560f7bc",
      "998b8ae3-cec0-43b7-8abe-40b1eb4ee069",
      "be5ec48c-5b78-49d5-b8fa-7c89ec4569b8",
      "54e221aa-d342-4707-bcff-7a4bceef0001",
      "c85f9425-fb21-426c-ad0b-405e9bd8a46c",
      "26f526f2-58f4-4712-961d-e41bf1ccc0e8",
    ],
  },
  {
    id: "14518937-270c-4525-bdec-c2ba7cce3860",
    name: "CRMToAEP",
    frequency: "batch",
    transformations: ["Copy", "Mapping"],
    mapping: true,
    deltaColumn: true,
    sourceConnectionSpecIds: [...idsOf(databases), ...idsOf(applications)],
  },
  {
    id: "6499120c-0b15-42dc-936e-847ea3c24d72",
    name: "RestStorageToAEP",
    frequency: "batch",
    transformations: ["Mapping", "Copy"],
    mapping: true,
    deltaColumn: false,
    sourceConnectionSpecIds: idsOf(restSources),
  },
  {
    id: "c1a19761-d2c7-4702-b9fa-fe91f0613e81",
    name: "Stream data with transformation",
    frequency: "streaming",
    drafts: true,
    transformations: ["Mapping"],
    mapping: true,
    deltaColumn: false,
    sourceConnectionSpecIds: idsOf(streams),
  },
  {
    id: "d8a6f005-7eaf-4153-983e-e8574508b877",
    name: "Stream data without transformation",
    frequency: "streaming",
    transformations: [],
    mapping: false,
    deltaColumn: false,
    sourceConnectionSpecIds: idsOf(streams),
  },
  {
    id: "d69717ba-71b4-4313-b654-49f9cf126d7a",
    name: "Stream data with optional transformation",
    frequency: "streaming",
    transformations: ["Mapping"],
    mapping: false,
    deltaColumn: false,
    sourceConnectionSpecIds: [
      "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb",
      "bf9f5905-92b7-48bf-bf20-455bc6b60a4e",
      "86043421-563b-46ec-8e6c-e23184711bf6",
      "70116022-a743-464a-bbfe-e226a7f8210c",
    ],
    targetConnectionSpecIds: [
      "bf9f5905-92b7-48bf-bf20-455bc6b60a4e",
      dataLake,
      "db4fe783-ef79-4a12-bda9-32b2b1bc3b2c",
    ],
    runsSupported: false,
  },
  {
    id: "e77fde5a-22a8-11ed-861d-0242ac120002",
    name: "GenericStreamingAEP",
    frequency: "streaming",
    transformations: ["Mapping"],
    mapping: true,
    deltaColumn: false,
    sourceConnectionSpecIds: idsOf(webhooks),
  },
];

const byId = new Map(flowSpecs.map((spec) => [spec.id, spec]));

/** The flow spec that a request names; one that is unknown allows everything, if a switch accepts it. */
export function acceptedFlowSpec(id: string, { unknownSpecs }: Switches): FlowSpec | undefined {
  const unknown: FlowSpec = {
    id,
    name: `flow-${id}`,
    frequency: "streaming",
    mapping: false,
    deltaColumn: false,
    sourceConnectionSpecIds: [],
  };
  return byId.get(id) ?? (unknownSpecs === "accept" ? unknown : undefined);
}

/** A flow spec as clients see it. */
export function flowSpecEntity(spec: FlowSpec): JsonObject {
  return {
    id: spec.id,
    name: spec.name,
    providerId: providerId(spec.frequency === "streaming"),
    version: "1.0",
    sourceConnectionSpecIds: [...spec.sourceConnectionSpecIds],
    targetConnectionSpecIds: [...(spec.targetConnectionSpecIds ?? [dataLake])],
    transformationSpecs: (spec.transformations ?? []).map((name) => ({ name })),
    ...(spec.frequency === "batch" ? { scheduleSpec: scheduleSpec() } : {}),
    attributes: {
      isSourceFlow: true,
      flacValidationSupported: true,
      isDraftModeSupported: spec.drafts === true,
      frequency: spec.frequency,
      ...(spec.runsSupported === false
        ? { uiAttributes: { apiFeatures: { flowRunsSupported: false } } }
        : {}),
    },
    permissionsInfo: permissionsInfo(spec.frequency === "streaming"),
  };
}

function scheduleSpec(): JsonObject {
  return {
    name: "PeriodicSchedule",
    type: "Periodic",
    spec: {
      $schema: "http://json-schema.org/draft-07/schema#",
      type: "object",
      properties: {
        startTime: { description: "epoch time", type: "integer" },
        frequency: { type: "string", enum: ["once", "minute", "hour", "day", "week"] },
        interval: { type: "integer" },
        backfill: { type: "boolean", default: true },
      },
      required: ["startTime", "frequency"],
    },
  };
}
