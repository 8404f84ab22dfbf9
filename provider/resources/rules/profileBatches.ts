import { kindFacts } from "../../kinds";
import { quotedText } from "../../messages/foreignText";
import type { ProfileFlow } from "../../session/runRecord";
import type { Session } from "../../session/session";
import { isJsonArray, isJsonObject, type Json, type JsonObject, textOf, valueAt } from "../../values/json";
import { isUnknown } from "../../values/unknown";
import { periodOf } from "../flow/startTime";
import { meaningOfTagValue } from "../spelling/tags";
import { profileBatchesPerDay } from "./guardrails";

/** Number of flows that a message names. */
const shownFlows = 5;

const secondsADay = 86_400;

/**
 * How often an enabled flow runs on a day, on average: 0 for one that is disabled or has no repeated schedule.
 *
 * @param flow inputs of a flow, or a flow as the service returns it
 */
export function runsPerDay({ state, scheduleParams }: JsonObject): number {
  const period = isJsonObject(scheduleParams) ? periodOf(scheduleParams) : undefined;
  return period === undefined || state === "disabled" ? 0 : secondsADay / period;
}

/** Whether a dataset is enabled for Profile, by its inputs or as the service returns it. */
export function isProfileEnabled(dataset: JsonObject): boolean {
  const values = valueAt(dataset, ["tags", "unifiedProfile"]);
  return (
    isJsonArray(values) && values.some((value) => meaningOfTagValue(value).toLowerCase() === "enabled:true")
  );
}

/**
 * The warning about too many batches into Profile-enabled datasets; `undefined` if there are not too many.
 *
 * @param which which flows these are, as the beginning of a sentence
 */
export function profileBatchesWarning(
  which: string,
  sandbox: string,
  flows: readonly ProfileFlow[],
): string | undefined {
  const { limit, unit } = profileBatchesPerDay;
  const total = flows.reduce((sum, flow) => sum + flow.runsPerDay, 0);
  if (total <= limit) {
    return undefined;
  }
  const most = flows.toSorted((left, right) => right.runsPerDay - left.runsPerDay);
  const shown = most
    .slice(0, shownFlows)
    .map(({ name, runsPerDay: runs }) => `${quotedText(name)}: ${rounded(runs)}`);
  const more = most.length - shown.length;
  return (
    `${which} start up to ${rounded(total)} ${unit} a day into datasets of sandbox ${sandbox} that are enabled for ` +
    `Profile (${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}). More than ${limit} delay profiles.`
  );
}

/** What to do about that. */
export const profileBatchesAdvice = `Let these flows run less often: ${profileBatchesPerDay.page}`;

/**
 * Counts a flow that was checked, and warns if the flows checked so far start too many batches. Only resources count
 * that this process has checked. In the first preview, ids are unknown: there, a flow counts if every dataset that
 * it can write to is enabled for Profile.
 *
 * @param flow inputs of the flow, with its scope
 */
export function profileBatchesOfRun(
  flow: JsonObject,
  session: Session,
): { about: string; text: string } | undefined {
  const { run } = session;
  const sandbox = textOf(flow.sandbox);
  const flows = run.profileFlows.get(sandbox) ?? new Map<string, ProfileFlow>();
  run.profileFlows.set(sandbox, flows);
  const [name, runs] = [textOf(flow.name), runsPerDay(flow)];
  if (runs === 0 || !isIntoProfile(flow, session)) {
    flows.delete(name);
    return undefined;
  }
  flows.set(name, { name, runsPerDay: runs });
  const found = profileBatchesWarning("The flows that were checked so far", sandbox, [...flows.values()]);
  return found === undefined
    ? undefined
    : { about: `batches into Profile of ${sandbox}`, text: `${found} ${profileBatchesAdvice}` };
}

function isIntoProfile({ sandbox, targetConnectionIds }: JsonObject, { run }: Session): boolean {
  const ids = isUnknown(targetConnectionIds) ? [targetConnectionIds] : listOf(targetConnectionIds);
  const creations = (noun: string) =>
    [...run.creationsOf(noun).values()].filter((inputs) => inputs.sandbox === sandbox);
  const ofId = (noun: string, id: Json) => run.inputsOf(noun).get(textOf(id));
  let isAny: boolean | undefined;
  const isAnyDataset = () => {
    const datasets = creations(kindFacts.dataset.noun);
    return datasets.length > 0 && datasets.every(isProfileEnabled);
  };
  const writesToProfile = (target: JsonObject | undefined) => {
    const id = valueAt(target, "params.dataSetId");
    if (isUnknown(id)) {
      isAny ??= isAnyDataset();
      return isAny;
    }
    const dataset = id === undefined ? undefined : ofId(kindFacts.dataset.noun, id);
    return dataset !== undefined && isProfileEnabled(dataset);
  };
  return ids.some((id) => {
    if (!isUnknown(id)) {
      return writesToProfile(ofId(kindFacts.targetConnection.noun, id));
    }
    const targets = creations(kindFacts.targetConnection.noun);
    return targets.length > 0 && targets.every(writesToProfile);
  });
}

function listOf(value: Json): readonly Json[] {
  return isJsonArray(value) ? value : [];
}

function rounded(count: number): string {
  return String(Math.round(count * 10) / 10);
}
