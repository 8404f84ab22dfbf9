import { type FlowService, type JsonObject, newestFirst } from "../../provider/cliApi";

/**
 * The newest runs that match a filter, the newest first, from no more pages than needed. No source documents that the
 * service orders runs, so all pages are read as soon as one shows that it does not.
 *
 * @param isEnough - whether these runs are enough, if all others are older
 */
export async function newestRuns(
  service: Pick<FlowService, "pages">,
  filter: string,
  isEnough: (runs: readonly JsonObject[]) => boolean,
): Promise<readonly JsonObject[]> {
  const runs: JsonObject[] = [];
  let isOrdered = true;
  for await (const page of newestFirst(service, [filter])) {
    const last = runs.at(-1);
    isOrdered &&= areOrdered(last === undefined ? page : [last, ...page]);
    runs.push(...page);
    if (isOrdered && isEnough(runs)) {
      return runs;
    }
  }
  return runs.toSorted((left, right) => timeOf(right) - timeOf(left));
}

function areOrdered(runs: readonly JsonObject[]): boolean {
  return runs.every((run, index) => {
    const before = runs[index - 1];
    return timeOf(run) > 0 && (before === undefined || timeOf(before) >= timeOf(run));
  });
}

function timeOf({ createdAt }: JsonObject): number {
  return typeof createdAt === "number" ? createdAt : 0;
}
