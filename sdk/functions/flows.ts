import type { ScheduleParams } from "../flow";
import type { JsonObject } from "../json";
import type { Spec } from "../spec";
import { call, notFound, outputForm, type SandboxOption } from "./call";

/** A flow as the service shows it. */
export interface FlowResult {
  /** Id of the flow. */
  id: string;
  /** Name of the flow. */
  name: string;
  /** What the flow is for. */
  description?: string;
  /** Flow spec. */
  flowSpec: Spec;
  /** Ids of its source connections. */
  sourceConnectionIds: string[];
  /** Ids of its target connections. */
  targetConnectionIds: string[];
  /** Steps between source and target. */
  transformations?: { name: string; params?: JsonObject }[];
  /** When the flow runs; the service writes numbers and booleans as text here. */
  scheduleParams?: ScheduleParams;
  /** State of the flow, such as `enabled`. */
  state: string;
  /** The last run, if there was one: `id`, `state`, `startedAtUTC`, `completedAtUTC`. */
  lastRunDetails?: JsonObject;
  /** Version of the flow, quotes included. */
  etag: string;
}

/** Arguments of {@link getFlow}. */
export interface GetFlowArgs extends SandboxOption {
  /** Id of the flow. */
  id: string;
}

/**
 * Gets a flow.
 *
 * @example const { state } = await aep.getFlow({ id });
 */
export function getFlow(args: GetFlowArgs): Promise<FlowResult> {
  return call(args, async (services) => {
    const flow = await services.flowService.get("flows", args.id);
    if (flow === undefined) {
      throw notFound("flow", args.id, services);
    }
    return shown(flow);
  });
}

/** {@link getFlow} with outputs for arguments. */
export const getFlowOutput = outputForm(getFlow);

/** Arguments of {@link getFlows}. */
export interface GetFlowsArgs extends SandboxOption {
  /** Filters of the service's own language, such as `state==enabled`; all must be true of a flow. */
  property?: string[];
}

/**
 * Gets the flows of a sandbox, all pages of them.
 *
 * @example const running = await aep.getFlows({ property: ["state==enabled"] });
 */
export function getFlows(args: GetFlowsArgs = {}): Promise<FlowResult[]> {
  return call(args, async ({ flowService }) =>
    (await Array.fromAsync(flowService.list("flows", args.property))).map(shown),
  );
}

/** {@link getFlows} with outputs for arguments. */
export const getFlowsOutput = outputForm(getFlows);

function shown(flow: object): FlowResult {
  return flow as FlowResult;
}
