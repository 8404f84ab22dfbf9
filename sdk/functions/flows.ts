import type { JsonObject } from "../json";
import type { FlowOptions, ScheduleParams } from "../resources/flow";
import type { Spec } from "../spec";
import { call, type InvokeOptions, notFound, outputForm, type SandboxOption } from "./call";

/** A flow as returned by the service. */
export interface FlowResult {
  /** Id of the flow. */
  id: string;
  /** Name of the flow. */
  name: string;
  /** Description of the flow. */
  description?: string;
  /** Flow spec. */
  flowSpec: Spec;
  /** Ids of the source connections. */
  sourceConnectionIds: string[];
  /** Ids of the target connections. */
  targetConnectionIds: string[];
  /** Processing steps between source and target. */
  transformations?: {
    /** Name of the step: `Mapping`, `Copy` or `Encryption`. */
    name: string;
    /** Parameters of the step. */
    params?: JsonObject;
  }[];
  /** Schedule. The service returns numbers and booleans as text here. */
  scheduleParams?: ScheduleParams;
  /** Handling of records that cannot be ingested, and the `inletUrl` of a webhook source. */
  options?: FlowOptions;
  /** State of the flow, such as `enabled` or `draft`. */
  state: string;
  /** The last run, if there is one: `id`, `state`, `startedAtUTC`, `completedAtUTC`. */
  lastRunDetails?: JsonObject;
  /** Version (etag) of the flow, including its quotes. */
  etag: string;
}

/** Arguments of {@link getFlow}. */
export interface GetFlowArgs extends SandboxOption {
  /** Id of the flow. */
  id: string;
}

/**
 * Reads a flow. It fails if there is no such flow in the sandbox.
 *
 * @example const { state } = await aep.getFlow({ id });
 */
export function getFlow(args: GetFlowArgs, opts?: InvokeOptions): Promise<FlowResult> {
  return call("getFlow", args, opts, async (services) => {
    const flow = await services.flowService.get("flows", args.id);
    if (flow === undefined) {
      throw notFound("flow", args.id, services);
    }
    return shown(flow);
  });
}

/** {@link getFlow} with outputs as arguments and as result. */
export const getFlowOutput = outputForm(getFlow);

/** Arguments of {@link getFlows}. */
export interface GetFlowsArgs extends SandboxOption {
  /** Filters in the language of the service, such as `state==enabled`. A flow must match all of them. Default: none. */
  property?: string[];
}

/**
 * Lists the flows of a sandbox, all pages.
 *
 * @example const running = await aep.getFlows({ property: ["state==enabled"] });
 */
export function getFlows(args: GetFlowsArgs = {}, opts?: InvokeOptions): Promise<FlowResult[]> {
  return call("getFlows", args, opts, async ({ flowService }) =>
    (await Array.fromAsync(flowService.list("flows", args.property))).map(shown),
  );
}

/** {@link getFlows} with outputs as arguments and as result. */
export const getFlowsOutput = outputForm(getFlows);

function shown(flow: object): FlowResult {
  return flow as FlowResult;
}
