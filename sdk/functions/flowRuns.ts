import * as pulumi from "@pulumi/pulumi";
import type { JsonObject } from "../json";
import { call, filter, notFound, outputForm, type SandboxOption } from "./call";

/** A run of a flow. A successful one may list errors all the same: those of single records. */
export interface FlowRunResult {
  /** Id of the run. */
  id: string;
  /** Id of the flow. */
  flowId: string;
  /** Figures of the whole run; counts and times are numbers, times in milliseconds since the epoch. */
  metrics?: {
    durationSummary?: { startedAtUTC?: number; completedAtUTC?: number };
    sizeSummary?: { inputBytes?: number; outputBytes?: number };
    recordSummary?: { inputRecordCount?: number; outputRecordCount?: number; failedRecordCount?: number };
    fileSummary?: { inputFileCount?: number; outputFileCount?: number };
    statusSummary?: { status?: string; errors?: { code: string; message: string }[] };
  };
  /** What the run was made of: copying and promoting, each with figures of its own. */
  activities?: JsonObject[];
  /** When the run was made, in milliseconds since the epoch. */
  createdAt?: number;
}

/** Arguments of {@link getFlowRuns}. */
export interface GetFlowRunsArgs extends SandboxOption {
  /** Id of the flow. */
  flowId: string;
  /** Only runs with this status: `success`, `failed`, `inProgress` or another word of the service. Default: all. */
  status?: string;
  /** Further filters of the service's own language, such as `metrics.recordSummary.failedRecordCount>0`. */
  property?: string[];
}

/**
 * Gets the runs of a flow, all pages of them. (Guide "Create a connection using the Flow Service API", "Monitor your
 * dataflow".)
 *
 * @example const runs = await aep.getFlowRuns({ flowId });
 */
export function getFlowRuns(args: GetFlowRunsArgs): Promise<FlowRunResult[]> {
  return call(args, async ({ flowService }) => {
    const property = [
      filter("flowId", args.flowId),
      ...(args.status === undefined ? [] : [filter("metrics.statusSummary.status", args.status)]),
      ...(args.property ?? []),
    ];
    return (await Array.fromAsync(flowService.list("runs", property))).map(shown);
  });
}

/** {@link getFlowRuns} with outputs for arguments. */
export const getFlowRunsOutput = outputForm(getFlowRuns);

/** Arguments of {@link getFlowRun}. */
export interface GetFlowRunArgs extends SandboxOption {
  /** Id of the run. */
  id: string;
}

/**
 * Gets a run of a flow.
 *
 * @example const { metrics } = await aep.getFlowRun({ id });
 */
export function getFlowRun(args: GetFlowRunArgs): Promise<FlowRunResult> {
  return call(args, async (services) => {
    const run = await services.flowService.get("runs", args.id);
    if (run === undefined) {
      throw notFound("run", args.id, services);
    }
    return shown(run);
  });
}

/** {@link getFlowRun} with outputs for arguments. */
export const getFlowRunOutput = outputForm(getFlowRun);

/** Arguments of {@link startFlowRun}. Times are in seconds since the epoch. */
export interface StartFlowRunArgs extends SandboxOption {
  /** Id of a flow whose frequency is `once`. */
  flowId: string;
  /** When the run starts. Default: now. */
  startTime?: number;
  /** Beginning of the time from which data are taken. */
  windowStartTime: number;
  /** End of that time, not before its beginning. */
  windowEndTime: number;
  /** For tables, with the first run only: the column that tells new data from old. */
  deltaColumn?: { name: string };
}

/**
 * Starts a run of a flow now, and gives its id; in a preview it starts none and gives no id. It starts one at every
 * call: not something to leave in a program that runs often.
 *
 * @example const { id } = await aep.startFlowRun({ flowId, windowStartTime: from, windowEndTime: until });
 */
export function startFlowRun(args: StartFlowRunArgs): Promise<{ id: string | undefined }> {
  return call(args, async ({ flowService, reach }) => {
    if (pulumi.runtime.isDryRun()) {
      return { id: undefined };
    }
    const { flowId, sandbox: _, startTime, ...window } = args;
    // The sign-in tells the service's time, by which this machine's clock may be slow.
    await reach.session.signIn();
    const now = Math.ceil(reach.session.platformNow() / 1_000);
    return { id: await flowService.startRun({ flowId, params: { startTime: startTime ?? now, ...window } }) };
  });
}

/** {@link startFlowRun} with outputs for arguments; not known in a preview. */
export const startFlowRunOutput = outputForm(startFlowRun, "changes");

function shown(run: object): FlowRunResult {
  return run as FlowRunResult;
}
