import {
  type JsonObject,
  Problem,
  quotedText,
  type RunFailure,
  shortened,
  textOf,
  wordOrQuoted,
} from "../../provider/cliApi";
import { unlessStopped } from "../command";
import { resourcesIn, type StackResource } from "../import/stackResources";
import { alignedLines } from "../table";
import { newestRuns } from "./newest";
import { type RunsRequest, type ShownRun, shownRun } from "./run";

const heads = ["run", "status", "created", "read", "written", "failed", "error"] as const;

/** Longest text of an error in the table; the JSON output has the whole text. */
const longestError = 120;

/** Number of runs that are shown without `--limit`. */
const usualLimit = "20";

/** Lists the runs of a flow, the newest first. */
export async function listRuns(request: RunsRequest): Promise<number> {
  const { stack, services, values, context } = request;
  const limit = limitIn(values.limit ?? usualLimit);
  const flow = flowIdOf(request);
  context.doing(`listing the runs of the flow ${wordOrQuoted(flow)}`);
  const matching = (runs: readonly JsonObject[]) =>
    runs
      .filter(({ flowId }) => flowId === undefined || flowId === flow)
      .map(shownRun)
      .filter(({ status }) => values.status === undefined || status === values.status);
  // The document contains the number of all runs.
  const isEnough = (runs: readonly JsonObject[]) => values.json !== true && matching(runs).length > limit;
  const runs = await unlessStopped(context, newestRuns(services.flowService, filterOf(flow), isEnough));
  if (runs.length === 0) {
    // AEP keeps the runs of a deleted flow, so only a flow without any is read.
    await demandFlow(flow, request);
  }
  const found = matching(runs);
  const shown = found.slice(0, limit);
  if (values.json === true) {
    context.json({ stack, sandbox: services.scope.sandbox, flow, total: found.length, runs: shown });
    return 0;
  }
  if (shown.length === 0) {
    const which =
      values.status === undefined ? "no runs" : `no runs with the status ${wordOrQuoted(values.status)}`;
    context.log(`The flow ${wordOrQuoted(flow)} has ${which} ${services.place}.`);
    return 0;
  }
  for (const [index, line] of alignedLines([heads, ...shown.map(cellsOf)]).entries()) {
    context.log(line, index === 0 ? "title" : undefined);
  }
  if (shown.length < found.length) {
    context.error("Older runs are not shown; --limit shows more.");
  }
  return 0;
}

/** The flows of the stack with the name that is given in place of an id. */
function flowsNamed({ id, state }: RunsRequest): readonly StackResource[] {
  return resourcesIn(state).filter(({ kind, name }) => kind === "flow" && name === id);
}

/** The id of a flow that is given by its id or by its name in the program. */
function flowIdOf(request: RunsRequest): string {
  const named = flowsNamed(request);
  const ids = [...new Set(named.map((one) => one.id))];
  if (ids.length > 1) {
    throw new Problem({
      what: `The stack ${request.stack} has ${ids.length} flows with the name ${wordOrQuoted(request.id)}.`,
      advice: `Use the id of one of them: ${ids.map(wordOrQuoted).join(", ")}.`,
    });
  }
  return ids[0] ?? request.id;
}

/** Fails if there is no such flow: without this check, a misspelt name would look like a flow without runs. */
async function demandFlow(flow: string, request: RunsRequest): Promise<void> {
  const { id, stack, services, context } = request;
  if ((await unlessStopped(context, services.flowService.get("flows", flow))) !== undefined) {
    return;
  }
  const [named] = flowsNamed(request);
  const sandbox = textOf(named?.state.outputs?.sandbox ?? "");
  const isElsewhere = sandbox !== "" && sandbox !== services.scope.sandbox;
  throw new Problem({
    what:
      named === undefined
        ? `There is no flow with the id ${wordOrQuoted(id)} ${services.place}, and none with this name in the stack ${stack}.`
        : `There is no flow ${wordOrQuoted(flow)} ${services.place}, which is ${wordOrQuoted(id)} in the stack ${stack}.`,
    advice: isElsewhere
      ? `The stack has it in sandbox ${wordOrQuoted(sandbox)}: add --sandbox ${wordOrQuoted(sandbox)}.`
      : "Check the name or id, --stack and --sandbox.",
  });
}

function filterOf(flow: string): string {
  if (/["',<>=!~&]/.test(flow)) {
    throw new Problem({ what: `${JSON.stringify(flow)} is not a valid id of a flow.` });
  }
  return `flowId==${flow}`;
}

function limitIn(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new Problem({ what: `--limit ${wordOrQuoted(text)} is not a whole number above 0.` });
  }
  return Number(text);
}

function cellsOf({ id, status, createdAt, read, written, failed, errors }: ShownRun): string[] {
  const counts = [read, written, failed].map((count) => (count === null ? "-" : String(count)));
  const [failure] = errors;
  return [
    wordOrQuoted(id),
    status === null ? "-" : wordOrQuoted(status),
    createdAt ?? "-",
    ...counts,
    failure === undefined ? "" : shownFailure(failure),
  ];
}

function shownFailure({ code, message }: RunFailure): string {
  const parts = [
    ...(code === "" ? [] : [wordOrQuoted(code)]),
    ...(message === "" ? [] : [quotedText(shortened(message, longestError))]),
  ];
  return parts.join(" ");
}
