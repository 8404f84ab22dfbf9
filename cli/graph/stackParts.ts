import { resourcesIn, type StackResource } from "../import/stackResources";
import type { Pulumi } from "../pulumi/commandLine";
import { clearStack } from "../pulumi/secrets";
import { withoutSecretMarks } from "../pulumi/stack";
import type { Part } from "./part";
import { stateIn, textIn } from "./text";

/** The resources of a stack, as its state has them. */
export interface StackParts {
  readonly parts: readonly Part[];
  /** ARM ids of the Azure resources that the stack manages. */
  readonly azureIds: readonly string[];
  /** The secrets of config and state, which no text may contain. */
  readonly secrets: readonly string[];
}

/** Reads the resources of a stack. Nothing is requested of the services. */
export async function stackParts(pulumi: Pulumi, stack: string): Promise<StackParts> {
  // In clear, because no text may contain the secrets.
  const { state, secrets } = await clearStack(pulumi, stack);
  const ids = (state.deployment.resources ?? []).flatMap(({ id = "", external }) =>
    external === true ? [] : [id],
  );
  const parts = resourcesIn(state).map(partOf);
  return {
    // Of several resources for one entity, the last one is drawn: the one that manages it.
    parts: parts
      .map((part) => ({ ...part, state: latestState(part, parts) }))
      .toSorted((left, right) => Number(right.isOutside) - Number(left.isOutside)),
    azureIds: ids.filter((id) => /^\/subscriptions\//i.test(id)),
    secrets,
  };
}

/**
 * The state of a part as it was recorded last. That of a private endpoint was recorded when it was created, and only a
 * refresh reads it again; its approval waits for the state and records it.
 */
function latestState({ kind, id, scope, state }: Part, parts: readonly Part[]): string {
  if (kind !== "privateEndpoint" || state !== "Pending") {
    return state;
  }
  const approval = parts.find(
    (other) =>
      other.kind === "azurePrivateEndpointApproval" &&
      other.scope === scope &&
      other.inputs.privateEndpointId === id,
  );
  return approval?.state || state;
}

function partOf({ kind, id, name, state }: StackResource): Part {
  const { inputs: marked = {}, outputs = {}, external } = state;
  const inputs = { ...withoutSecretMarks(outputs), ...withoutSecretMarks(marked) };
  const { orgId, sandbox, accountId } = inputs;
  return {
    kind,
    id,
    title: name,
    names: [name, textIn(marked.name)].filter((one) => one !== ""),
    inputs,
    state: stateIn(outputs, marked),
    scope: JSON.stringify([orgId, sandbox, accountId].map((part) => textIn(part))),
    sandbox: textIn(sandbox),
    isOutside: external === true,
  };
}
