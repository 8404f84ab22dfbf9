import { type JsonObject, Problem, wordOrQuoted } from "../../provider/cliApi";
import { unlessStopped } from "../command";
import { resourcesIn } from "../import/stackResources";
import { type RunsRequest, type ShownRun, shownRun } from "./run";

const heads = ["run", "status", "created", "read", "written", "failed", "error"] as const;

/** Number of runs that are shown without `--limit`. */
const usualLimit = "20";

/** Lists the runs of a flow, the newest first. */
export async function listRuns(request: RunsRequest): Promise<number> {
  const { stack, services, values, context } = request;
  const limit = limitIn(values.limit ?? usualLimit);
  const flow = flowIdOf(request);
  context.doing(`listing the runs of the flow ${wordOrQuoted(flow)}`);
  const all = await unlessStopped(
    context,
    Array.fromAsync(services.flowService.list("runs", [filterOf(flow)])),
  );
  const found = all
    .filter(({ flowId }) => flowId === undefined || flowId === flow)
    .toSorted((left, right) => timeOf(right) - timeOf(left))
    .map(shownRun)
    .filter(({ status }) => values.status === undefined || status === values.status);
  const shown = found.slice(0, limit);
  if (values.json === true) {
    context.json({ stack, sandbox: services.scope.sandbox, flow, total: found.length, runs: shown });
    return 0;
  }
  if (shown.length === 0) {
    context.log(`The flow ${wordOrQuoted(flow)} has no such runs ${services.place}.`);
    return 0;
  }
  for (const [index, line] of tableOf(shown).entries()) {
    context.log(line, index === 0 ? "title" : undefined);
  }
  if (shown.length < found.length) {
    context.error(`${found.length - shown.length} older runs are not shown; --limit shows more.`);
  }
  return 0;
}

/** The id of a flow that is given by its id or by its name in the program. */
function flowIdOf({ id, state }: RunsRequest): string {
  const named = resourcesIn(state).find(({ kind, name }) => kind === "flow" && name === id);
  return named?.id ?? id;
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

function timeOf({ createdAt }: JsonObject): number {
  return typeof createdAt === "number" ? createdAt : 0;
}

function tableOf(runs: readonly ShownRun[]): string[] {
  const rows = [heads, ...runs.map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function cellsOf({ id, status, createdAt, read, written, failed, errors }: ShownRun): string[] {
  const counts = [read, written, failed].map((count) => (count === null ? "-" : String(count)));
  const [error] = errors;
  return [
    wordOrQuoted(id),
    status === null ? "-" : wordOrQuoted(status),
    createdAt ?? "-",
    ...counts,
    error === undefined ? "" : wordOrQuoted(error.code === "" ? error.message : error.code),
  ];
}
