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
import { Code, type Expression } from "../expression";
import type { Entry } from "../model/model";
import { approveKey } from "../model/settings";

/** Connection specs whose endpoints connect to a storage account. */
const storage: ReadonlySet<string> = new Set(
  [connectionSpecs.azureBlob, connectionSpecs.azureDataLakeGen2, connectionSpecs.azureFiles].map(
    ({ id }) => id,
  ),
);

/** The arguments of an endpoint's approval. `target` is the subscription, resource group and name of its Azure resource. */
export function approvalArgs({ entity, variable }: Entry, target: readonly Expression[]): Expression {
  const common = {
    privateEndpointId: new Code(`${variable}.id`),
    privateEndpointName: entity.title,
    description,
  };
  if (!connectsToStorage(entity.inputs)) {
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

/** Inputs and outputs in the state, for the approval of an endpoint that is already approved. */
export function approvalState({ entity }: Entry, definition: Definition, session: Session) {
  const { subscriptionId, resourceGroupName, resourceName } = entity.inputs;
  const group = `/subscriptions/${textOf(subscriptionId)}/resourceGroups/${textOf(resourceGroupName)}`;
  const args: JsonObject = {
    privateEndpointId: entity.id,
    privateEndpointName: entity.title,
    description,
    ...(connectsToStorage(entity.inputs)
      ? {
          targetResourceId: `${group}/providers/Microsoft.Storage/storageAccounts/${textOf(resourceName)}`,
        }
      : {}),
    approve: false,
  };
  return recordedApproval(args, definition, session);
}

/** Inputs and outputs in the state, for an approval with these arguments of an endpoint that is already approved. */
export function recordedApproval(args: JsonObject, definition: Definition, session: Session) {
  const reference = { __provider: providerReference("azurePrivateEndpointApproval") };
  const { inputs } = check({ definition, session }, {}, args);
  return {
    inputs: { ...inputs, ...reference },
    outputs: { ...inputs, ...reference, status: "Approved", state: "Approved" },
  };
}

function connectsToStorage(inputs: JsonObject): boolean {
  return storage.has(textOf(valueAt(inputs, "connectionSpec.id")));
}
