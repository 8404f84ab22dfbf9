import {
  type JsonObject,
  Problem,
  type RunFailure,
  runFailures,
  runStatus,
  textOf,
  valueAt,
  wordOrQuoted,
} from "../../provider/cliApi";
import { type CommandContext, unlessStopped } from "../command";
import type { StackExport } from "../pulumi/stack";
import type { ServiceReads } from "../serviceReads";

/** What an action of `pulumi-aep runs` gets. */
export interface RunsRequest {
  /** Id of the run; for a list, id or name of the flow. */
  readonly id: string;
  readonly stack: string;
  readonly state: StackExport;
  readonly services: ServiceReads;
  readonly values: {
    readonly status?: string | undefined;
    readonly limit?: string | undefined;
    readonly yes?: boolean | undefined;
    readonly json?: boolean | undefined;
  };
  readonly context: CommandContext;
}

/** A run, as the commands show it. In the documented JSON shape, which must not change. */
export interface ShownRun {
  readonly id: string;
  /** Status as the service writes it; null if it returns none. */
  readonly status: string | null;
  /** Time of creation, in ISO 8601; null if the service returns none. */
  readonly createdAt: string | null;
  readonly completedAt: string | null;
  /** Numbers of records; null if the service returns none. */
  readonly read: number | null;
  readonly written: number | null;
  readonly failed: number | null;
  /** The most specific first, without credentials. */
  readonly errors: readonly RunFailure[];
}

/** A run as the commands show it. */
export function shownRun(run: JsonObject): ShownRun {
  const metric = (path: string) => valueAt(run, `metrics.${path}`);
  return {
    id: textOf(run.id),
    status: runStatus(run) ?? null,
    createdAt: isoTime(run.createdAt),
    completedAt: isoTime(metric("durationSummary.completedAtUTC")),
    read: numberOf(metric("recordSummary.inputRecordCount")),
    written: numberOf(metric("recordSummary.outputRecordCount")),
    failed: numberOf(metric("recordSummary.failedRecordCount")),
    errors: runFailures(run),
  };
}

/**
 * Reads a run.
 *
 * @throws Problem if there is no such run.
 */
export async function existingRun({ id, services, context }: RunsRequest): Promise<JsonObject> {
  context.doing(`reading the run ${wordOrQuoted(id)}`);
  const run = await unlessStopped(context, services.flowService.get("runs", id));
  if (run === undefined) {
    throw new Problem({
      what: `There is no run ${wordOrQuoted(id)} ${services.place}.`,
      advice: "Check the id and --sandbox. npx pulumi-aep runs list FLOW lists the runs of a flow.",
    });
  }
  return run;
}

/** A run in a question: `the run r of the flow f, status failed, in sandbox dev of organisation …`. */
export function describedRun(run: JsonObject, { place }: ServiceReads): string {
  const { status } = shownRun(run);
  const of = run.flowId === undefined ? "" : ` of the flow ${wordOrQuoted(textOf(run.flowId))}`;
  return `the run ${wordOrQuoted(textOf(run.id))}${of}, status ${status === null ? "unknown" : wordOrQuoted(status)}, ${place}`;
}

function isoTime(value: unknown): string | null {
  const time = numberOf(value);
  return time === null || Math.abs(time) > 8.64e15 ? null : new Date(time).toISOString();
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
