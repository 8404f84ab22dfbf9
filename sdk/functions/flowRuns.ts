import * as pulumi from "@pulumi/pulumi";
import type { JsonObject } from "../json";
import { call, filter, type InvokeOptions, notFound, outputForm, type SandboxOption } from "./call";

/** A run of a flow. A successful run may list errors of single records. */
export interface FlowRunResult {
  /** Id of the run. */
  id: string;
  /** Id of the flow. */
  flowId: string;
  /** Metrics of the whole run. Times are in milliseconds since the epoch, sizes in bytes. */
  metrics?: {
    /** Start and end of the run. */
    durationSummary?: {
      /** Start, in milliseconds since the epoch. */
      startedAtUTC?: number;
      /** End, in milliseconds since the epoch. */
      completedAtUTC?: number;
    };
    /** Amount of data. */
    sizeSummary?: {
      /** Data that was read, in bytes. */
      inputBytes?: number;
      /** Data that was written, in bytes. */
      outputBytes?: number;
    };
    /** Number of records. */
    recordSummary?: {
      /** Records that were read. */
      inputRecordCount?: number;
      /** Records that were written. */
      outputRecordCount?: number;
      /** Records that failed. */
      failedRecordCount?: number;
    };
    /** Number of files. */
    fileSummary?: {
      /** Files that were read. */
      inputFileCount?: number;
      /** Files that were written. */
      outputFileCount?: number;
    };
    /** How the run ended. */
    statusSummary?: {
      /** Status: `success`, `failed`, `inProgress` or another value of the service. */
      status?: string;
      /** Errors of the run, also of single records. */
      errors?: {
        /** Code of the error. */
        code: string;
        /** Text of the error. */
        message: string;
      }[];
    };
  };
  /** Activities of the run, copying and promoting, each with its metrics. */
  activities?: JsonObject[];
  /** Time of creation, in milliseconds since the epoch. */
  createdAt?: number;
}

/** Arguments of {@link getFlowRuns}. */
export interface GetFlowRunsArgs extends SandboxOption {
  /** Id of the flow. */
  flowId: string;
  /** Status of the runs: `success`, `failed`, `inProgress` or another value of the service. Default: any. */
  status?: string;
  /**
   * Further filters in the language of the service, such as `metrics.recordSummary.failedRecordCount>0`. Default: none.
   */
  property?: string[];
}

/**
 * Lists the runs of a flow, all pages. (Guide "Create a connection using the Flow Service API", "Monitor your
 * dataflow".)
 *
 * @example const runs = await aep.getFlowRuns({ flowId });
 */
export function getFlowRuns(args: GetFlowRunsArgs, opts?: InvokeOptions): Promise<FlowRunResult[]> {
  return call("getFlowRuns", args, opts, async ({ flowService }) => {
    const property = [
      filter("flowId", args.flowId),
      ...(args.status === undefined ? [] : [filter("metrics.statusSummary.status", args.status)]),
      ...(args.property ?? []),
    ];
    return (await Array.fromAsync(flowService.list("runs", property))).map(shown);
  });
}

/** {@link getFlowRuns} with outputs as arguments and as result. */
export const getFlowRunsOutput = outputForm(getFlowRuns);

/** Arguments of {@link getFlowRun}. */
export interface GetFlowRunArgs extends SandboxOption {
  /** Id of the run. */
  id: string;
}

/**
 * Reads a run of a flow. It fails if there is no such run in the sandbox.
 *
 * @example const { metrics } = await aep.getFlowRun({ id });
 */
export function getFlowRun(args: GetFlowRunArgs, opts?: InvokeOptions): Promise<FlowRunResult> {
  return call("getFlowRun", args, opts, async (services) => {
    const run = await services.flowService.get("runs", args.id);
    if (run === undefined) {
      throw notFound("run", args.id, services);
    }
    return shown(run);
  });
}

/** {@link getFlowRun} with outputs as arguments and as result. */
export const getFlowRunOutput = outputForm(getFlowRun);

/** Arguments of {@link startFlowRun}. */
export interface StartFlowRunArgs extends SandboxOption {
  /** Id of a flow whose frequency is `once`. */
  flowId: string;
  /** Start of the run, in seconds since the epoch. Default: now, by the clock of the service. */
  startTime?: number;
  /** Start of the time window from which data is ingested, in seconds since the epoch. */
  windowStartTime: number;
  /** End of the time window, in seconds since the epoch, not before its start. */
  windowEndTime: number;
  /** For tables, with the first run only: the column that distinguishes new rows from old rows. Default: none. */
  deltaColumn?: {
    /** Name of the column. */
    name: string;
  };
}

/**
 * Starts a run of a flow and returns its id. Each call starts a run, so do not leave the call in a program that runs
 * often. In a preview, it starts no run and returns no id.
 *
 * @example const { id } = await aep.startFlowRun({ flowId, windowStartTime: from, windowEndTime: until });
 */
export function startFlowRun(
  args: StartFlowRunArgs,
  opts?: InvokeOptions,
): Promise<{
  /** Id of the run; `undefined` in a preview. */
  id: string | undefined;
}> {
  return call("startFlowRun", args, opts, async ({ flowService, context }) => {
    if (pulumi.runtime.isDryRun()) {
      return { id: undefined };
    }
    const { flowId, sandbox: _, startTime, ...window } = args;
    // The clock of this machine may be slow. The response to the sign-in contains the time of the service.
    await context.session.signIn();
    const now = Math.ceil(context.session.platformNow() / 1_000);
    return { id: await flowService.startRun({ flowId, params: { startTime: startTime ?? now, ...window } }) };
  });
}

/** {@link startFlowRun} with outputs as arguments and as result. The result is unknown in a preview. */
export const startFlowRunOutput = outputForm(startFlowRun, "changes");

function shown(run: object): FlowRunResult {
  return run as FlowRunResult;
}
