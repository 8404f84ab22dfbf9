import {
  definitions,
  disablingIn,
  leftDisabled,
  read,
  type Session,
  subjectOf,
  tokenOf,
  unlimitedCall,
} from "../../../provider/cliApi";
import { type StateResource, withoutSecretMarks } from "../../pulumi/stack";
import { type Check, type CheckResult, ok, skipped, warning } from "../check";
import { resourcesOf } from "../project";

/** The flows of the stack that AEP has disabled, because all their runs failed for 30 days. */
export const flows: Check = {
  name: "flows",
  ofProvider: true,
  service: "aep",
  needs: ["configuration", "token", "sandbox", "permissions"],
  run: async ({ session, project }) => {
    const wanted = resourcesOf(project).filter(isWanted);
    if (wanted.length === 0) {
      return [skipped("not checked: the stack has no flow that is to be enabled")];
    }
    const found = await Promise.all(wanted.map((resource) => resultFor(resource, session)));
    const disabled = found.flatMap((result) => result ?? []);
    return disabled.length > 0 ? disabled : [ok(`AEP has disabled none of the flows (${wanted.length})`)];
  },
};

/** Whether the program wants a flow to be enabled. A refresh records a flow that AEP disabled as disabled. */
function isWanted({ type, id, inputs = {}, outputs = {}, ...resource }: StateResource): boolean {
  const isManaged = resource.external !== true && resource.delete !== true && id !== undefined;
  const isEnabled = inputs.state !== "disabled" || disablingIn(outputs) !== undefined;
  return type === tokenOf("flow") && isManaged && isEnabled;
}

async function resultFor(
  { id = "", inputs = {}, outputs = {} }: StateResource,
  session: Session,
): Promise<CheckResult | undefined> {
  const definition = await definitions.flow();
  const recorded = withoutSecretMarks(outputs);
  // Otherwise, the runs would not be read of a flow that is recorded as disabled by someone.
  const asWanted = disablingIn(recorded) === undefined ? { ...recorded, state: "enabled" } : recorded;
  const call = unlimitedCall("read");
  const { props } = await read({ definition, session, call }, id, asWanted);
  const disabling = disablingIn(props ?? {});
  if (disabling === undefined || props === undefined) {
    return undefined;
  }
  const { because, advice } = leftDisabled(disabling);
  const enabling = "Correct the cause, then run pulumi up --refresh: reenable is true.";
  return warning(
    `the ${subjectOf(definition, id, props)} is disabled: ${because}`,
    inputs.reenable === true ? enabling : advice,
  );
}
