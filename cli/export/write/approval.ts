import {
  check,
  type Definition,
  type JsonObject,
  type Session,
  textOf,
  valueAt,
} from "../../../provider/cliApi";
import { connectionSpecs } from "../../../sdk/catalogue";
import { providerReference } from "../../../sdk/providerReference";
import type { Entry } from "../model/model";
import { Code, type Expression } from "./typescript";

/** Sources whose endpoints lead to a storage account. */
const storage: ReadonlySet<string> = new Set(
  [connectionSpecs.azureBlob, connectionSpecs.azureDataLakeGen2, connectionSpecs.azureFiles].map(
    ({ id }) => id,
  ),
);

/** Config key that says whether the program approves by itself; without it, it waits for a person. */
export const approveKey = "approveEndpoints";

/** Whether a program can wait for the approval of an endpoint: one that is not approved now would show as a change. */
export function hasApproval({ thing, role }: Pick<Entry, "thing" | "role">): boolean {
  return role === "made" && thing.kind === "privateEndpoint" && thing.outputs.state === "Approved";
}

/** The arguments of the approval of an endpoint. `target` has the three names of its Azure resource. */
export function approvalArgs({ thing, variable }: Entry, target: readonly Expression[]): Expression {
  const common = {
    privateEndpointId: new Code(`${variable}.id`),
    privateEndpointName: thing.title,
    description,
  };
  if (!leadsToStorage(thing.inputs)) {
    return { ...common, approve: false };
  }
  const [subscription, group, account] = target.map((part) =>
    part instanceof Code ? `\${${part.text}}` : part,
  );
  return {
    ...common,
    targetResourceId: new Code(
      `\`/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Storage/storageAccounts/${account}\``,
    ),
    approve: new Code(`config.getBoolean("${approveKey}") ?? false`),
  };
}

const description = "Approved by Pulumi";

/** Inputs and outputs of the approval of an endpoint that is approved already, as a state has them. */
export function approvalState({ thing }: Entry, definition: Definition, session: Session) {
  const { subscriptionId, resourceGroupName, resourceName } = thing.inputs;
  const group = `/subscriptions/${textOf(subscriptionId)}/resourceGroups/${textOf(resourceGroupName)}`;
  const given: JsonObject = {
    privateEndpointId: thing.id,
    privateEndpointName: thing.title,
    description,
    ...(leadsToStorage(thing.inputs)
      ? {
          targetResourceId: `${group}/providers/Microsoft.Storage/storageAccounts/${textOf(resourceName)}`,
        }
      : {}),
    approve: false,
  };
  const reference = { __provider: providerReference("azurePrivateEndpointApproval") };
  const { inputs } = check({ definition, session }, {}, given);
  return {
    inputs: { ...inputs, ...reference },
    outputs: { ...inputs, ...reference, status: "Approved", state: "Approved" },
  };
}

function leadsToStorage(inputs: JsonObject): boolean {
  return storage.has(textOf(valueAt(inputs, "connectionSpec.id")));
}
