import {
  Catalog,
  FlowService,
  isProfileEnabled,
  type JsonObject,
  newestFirst,
  numberOf,
  type ProfileFlow,
  profileBatchesAdvice,
  profileBatchesPerDay,
  profileBatchesWarning,
  quotedText,
  runGuardrails,
  runsPerDay,
  type Scope,
  type Session,
  textOf,
  tokenOf,
  valueAt,
} from "../../../provider/cliApi";
import { type Check, type CheckResult, ok, warning } from "../check";
import type { CheckContext } from "../context";
import { resourcesOf } from "../project";
import { scopeIn } from "./permissions";

/** Limits of AEP that schedules and recent runs of the sandboxes of the stack exceed. */
export const guardrails: Check = {
  name: "guardrails",
  ofProvider: true,
  service: "aep",
  needs: ["configuration", "token", "sandbox", "permissions"],
  run: async (context) => {
    const results = await Promise.all(scopesOf(context).map((scope) => resultsFor(scope, context.session)));
    return results.flat();
  },
};

/** The configured sandbox, and those of the flows of the stack. */
function scopesOf(context: CheckContext): Scope[] {
  const configured = scopeIn(context);
  const used = resourcesOf(context.project)
    .filter(({ type }) => type === tokenOf("flow"))
    .flatMap(({ outputs }) => (typeof outputs?.sandbox === "string" ? [outputs.sandbox] : []));
  return [...new Set([configured.sandbox, ...used])].map((sandbox) => ({ ...configured, sandbox }));
}

async function resultsFor(scope: Scope, session: Session): Promise<CheckResult[]> {
  const service = new FlowService(session.gateway("aep"), scope);
  const flows = await Array.fromAsync(service.list("flows"));
  const found = [...(await schedulesOf(flows, scope, session)), ...(await sizesOf(flows, scope, service))];
  return found.some(({ is }) => is === "warning") ? found.filter(({ is }) => is === "warning") : found;
}

/** Datasets are read only if the flows of the sandbox would exceed the limit together. */
async function schedulesOf(
  flows: readonly JsonObject[],
  scope: Scope,
  session: Session,
): Promise<CheckResult[]> {
  const running = flows.filter((flow) => runsPerDay(flow) > 0);
  const all = running.map((flow) => ({ name: textOf(flow.name), runsPerDay: runsPerDay(flow) }));
  const which = "the enabled flows";
  const fine = ok(
    `the flows of sandbox ${scope.sandbox} start at most ${profileBatchesPerDay.limit} ${profileBatchesPerDay.unit} a day ` +
      "into datasets that are enabled for Profile",
  );
  if (profileBatchesWarning(which, scope.sandbox, all) === undefined) {
    return [fine];
  }
  const found = profileBatchesWarning(which, scope.sandbox, await intoProfile(running, scope, session));
  return found === undefined ? [fine] : [warning(found, profileBatchesAdvice)];
}

/** The flows whose dataset is enabled for Profile. */
async function intoProfile(
  flows: readonly JsonObject[],
  scope: Scope,
  session: Session,
): Promise<ProfileFlow[]> {
  const gateway = session.gateway("aep");
  const [targets, datasets] = await Promise.all([
    Array.fromAsync(new FlowService(gateway, scope).list("targetConnections")),
    Array.fromAsync(new Catalog(gateway, scope).list()),
  ]);
  const enabled = new Set(datasets.filter(isProfileEnabled).map(({ id }) => id));
  const into = new Set(
    targets.filter((target) => enabled.has(valueAt(target, "params.dataSetId"))).map(({ id }) => id),
  );
  return flows
    .filter(({ targetConnectionIds }) =>
      Array.isArray(targetConnectionIds) ? targetConnectionIds.some((id) => into.has(id)) : false,
    )
    .map((flow) => ({ name: textOf(flow.name), runsPerDay: runsPerDay(flow) }));
}

/** The newest runs, one page of them: of each value, the largest one and the highest limit that it exceeds. */
async function sizesOf(
  flows: readonly JsonObject[],
  { sandbox }: Scope,
  service: FlowService,
): Promise<CheckResult[]> {
  if (flows.length === 0) {
    return [];
  }
  const { value: runs = [] } = await newestFirst(service, []).next();
  const fields = [...new Set(runGuardrails.map(({ field }) => field))];
  const found = fields.flatMap((field) => largest(runs, field) ?? []);
  return found.flatMap(({ run, field, value }) => {
    const row = runGuardrails.find((one) => one.field === field && value > one.limit * one.scale);
    if (row === undefined) {
      return [];
    }
    const name = flows.find(({ id }) => id === run.flowId)?.name;
    const flow = name === undefined ? textOf(run.flowId) : quotedText(textOf(name));
    const size = Math.round((value / row.scale) * 10) / 10;
    const effect = row.isEnforced ? "AEP refuses batches of more than" : "Adobe recommends at most";
    return [
      warning(
        `a run of the flow ${flow} in sandbox ${sandbox} read ${size} ${row.unit}. ${effect} ${row.limit} ${row.unit}.`,
        `Let the flow run more often, or divide its source into several flows: ${row.page}`,
      ),
    ];
  });
}

function largest(
  runs: readonly JsonObject[],
  field: string,
): { run: JsonObject; field: string; value: number } | undefined {
  const sized = runs.map((run) => ({ run, field, value: numberOf(valueAt(run, field) ?? 0) }));
  return sized.toSorted((left, right) => right.value - left.value)[0];
}
