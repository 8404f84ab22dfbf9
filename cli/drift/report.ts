import { withIndentedLines, wordOrQuoted } from "../../provider/cliApi";
import type { Tone } from "../colours";
import { type CommandContext, closing, unlessStopped } from "../command";
import { type Interruptions, interruptionsOf, lockLine, operationLine } from "../interruptions";
import { pulumiIn, runPulumi, untilStopped } from "../pulumi/commandLine";
import { clearStack } from "../pulumi/secrets";
import { nameIn, newestUpdate, type StackUpdate } from "../pulumi/stack";
import { type Consequence, consequencesOf } from "./consequences";
import { previewRefresh, type Refreshed } from "./refresh";
import { driftOf, type ResourceDrift } from "./resourceDrift";
import { secretReader } from "./secretDrift";
import { tableOf } from "./table";

/** What was found in a stack. */
export interface DriftReport extends Interruptions {
  readonly stack: string;
  /** Number of resources that were read. */
  readonly checked: number;
  /** Resources with drift. */
  readonly resources: readonly ResourceDrift[];
  /** What follows if the program's values are restored. */
  readonly consequences: readonly Consequence[];
  /** The newest update of the stack; `undefined` if the history could not be read. */
  readonly lastUpdate: StackUpdate | undefined;
}

/**
 * Compares the resources of a stack with the services. Messages of Pulumi, unfinished work, interrupted operations and
 * locks are reported as errors: they are no drift.
 *
 * @throws Problem if a resource could not be read.
 */
export async function driftReport(
  project: string,
  stack: string,
  context: CommandContext,
): Promise<DriftReport> {
  const { environment, error, hide } = context;
  const pulumi = untilStopped(pulumiIn(project, environment), context);
  const refresh = previewRefresh(
    (args, more) => runPulumi(project, { ...environment, ...more }, args),
    stack,
  );
  const stored = clearStack(pulumi, stack);
  const [clear, interruption, preview, history] = await Promise.allSettled([
    stored,
    stored.then(({ state }) => interruptionsOf(pulumi, project, stack, state)),
    unlessStopped(context, refresh),
    newestUpdate(pulumi, stack),
  ]);
  // Messages of any provider can quote them, those of a failed preview too.
  const known = clear.status === "fulfilled" ? clear.value.secrets : [];
  hide(() => known);
  const { resources, messages } = resultOf(preview);
  const interruptions = resultOf(interruption);
  const { operations, locks = [] } = interruptions;
  const notes = [...messages, ...resources.flatMap(unfinished)];
  for (const line of [...notes, ...operations.map(interrupted), ...locks.map(lockLine)]) {
    error(withIndentedLines(line));
  }
  const secrets = secretReader(resultOf(clear), context);
  const comparing = async () => {
    const drifted: ResourceDrift[] = [];
    for (const resource of resources) {
      drifted.push(...[(await driftOf(resource, secrets.drifted)) ?? []].flat());
    }
    const consequences = await consequencesOf(resources, drifted, resultOf(clear).state);
    const checked = resources.filter(isChecked).length;
    // Only a hint comes from the history, so drift is determined without it too.
    const lastUpdate = history.status === "fulfilled" ? history.value : undefined;
    return { ...interruptions, stack, checked, resources: drifted, consequences, lastUpdate };
  };
  return closing(context, [secrets], () => unlessStopped(context, comparing()));
}

/** A report in words: its lines, each with its tone. */
export function linesOf(report: DriftReport): [line: string, tone?: Tone][] {
  const { stack, lastUpdate } = report;
  const lines = driftLines(report);
  if (lastUpdate?.result !== "failed") {
    return lines;
  }
  const { kind, endTime, startTime } = lastUpdate;
  // An up with --refresh that fails after its refresh leaves a state that equals the services.
  const failed = `The last ${wordOrQuoted(kind)} of ${stack} failed (${wordOrQuoted(endTime ?? startTime)}), so the recorded state can differ from the program, which drift does not run: pulumi preview shows the difference.`;
  return [...lines, [failed, "warning"]];
}

function driftLines({ stack, checked, resources, consequences }: DriftReport): [line: string, tone?: Tone][] {
  if (resources.length === 0) {
    const match = checked === 1 ? "it matches its recorded state" : "all match their recorded state";
    return [[`No drift: ${read(checked, stack, "was", "were")}, and ${match}.`, "good"]];
  }
  const [heads = "", ...rows] = tableOf(resources);
  return [
    [heads, "title"],
    ...rows.map((row): [string] => [row]),
    [
      `Drift: of ${read(checked, stack, "that was", "that were")}, ${resources.length} ${resources.length === 1 ? "was" : "were"} changed outside Pulumi.`,
      "warning",
    ],
    ["To undo the changes, run pulumi up --refresh; to keep them, change the program."],
    ...(consequences.length === 0 ? [] : [["If you undo them:"] as [string]]),
    ...consequences.map(({ message }): [string] => [`  ${withIndentedLines(message)}`]),
  ];
}

// Pulumi counts the stack, components and providers too, of which no service has an entity.
function read(checked: number, stack: string, one: string, several: string): string {
  return `${checked} ${checked === 1 ? `resource of ${stack} ${one}` : `resources of ${stack} ${several}`} read`;
}

/** A report in the documented shape, which must not change. */
export function jsonOf({
  stack,
  checked,
  resources,
  consequences,
  operations,
  locks,
  lastUpdate,
}: DriftReport) {
  const isDrift = resources.length > 0;
  return {
    stack,
    outcome: isDrift ? "drift" : "no drift",
    drift: isDrift,
    checked,
    resources,
    consequences,
    operations: operations.map(({ type, resource: { urn } }) => ({ type, urn })),
    locks: (locks ?? []).map((lock) => ({ id: lock.id, state: lock.state.is, message: lockLine(lock) })),
    lastUpdate:
      lastUpdate === undefined
        ? null
        : { kind: lastUpdate.kind, result: lastUpdate.result, endTime: lastUpdate.endTime ?? null },
  };
}

/** Components and providers are not read, so they are not checked. */
function isChecked({ type, old }: Refreshed): boolean {
  return old?.custom === true && old.delete !== true && !type.startsWith("pulumi:");
}

function unfinished({ urn, old }: Refreshed): string[] {
  if ((old?.initErrors ?? []).length === 0) {
    return [];
  }
  return [
    `${wordOrQuoted(nameIn(urn))}: the last pulumi up did not complete this resource; run pulumi up again (${urn}).`,
  ];
}

function interrupted(operation: Interruptions["operations"][number]): string {
  return `not finished: ${operationLine(operation)}. If no run is in progress: npx pulumi-aep recover.`;
}

function resultOf<Value>(settled: PromiseSettledResult<Value>): Value {
  if (settled.status === "rejected") {
    throw settled.reason;
  }
  return settled.value;
}
