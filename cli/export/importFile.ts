import type { JsonObject } from "../../provider/json";
import { check } from "../../provider/lifecycle/check";
import { definitions } from "../../provider/resources";
import type { Session } from "../../provider/session";
import { providerReference } from "../../sdk/providerReference";
import { approvalState, hasApproval } from "./approval";
import { exportedKinds } from "./kinds";
import type { Model } from "./model";

/** Name of the file for `pulumi import --file`. */
export const importFileName = "import.json";

/** What `pulumi import --file` takes for one resource. With inputs and outputs the engine does not ask the provider to read. */
interface ImportedResource {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: JsonObject;
  readonly outputs: JsonObject;
}

/** The things that the program makes, as a state shall have them. What is never shown is not among it. */
export async function importFile(model: Model, session: Session): Promise<string> {
  const resources: ImportedResource[] = [];
  for (const entry of model.entries) {
    const { thing, role, name } = entry;
    if (role !== "made") continue;
    // As check makes them, so that the first preview shows nothing but what is really new.
    const definition = await definitions[thing.kind]();
    const { inputs } = check({ definition, session }, {}, thing.inputs);
    resources.push({
      type: exportedKinds[thing.kind].token,
      name,
      id: thing.id,
      inputs: { ...inputs, __provider: providerReference(thing.kind) },
      outputs: thing.outputs,
    });
    if (!hasApproval(entry)) continue;
    const approval = await definitions.azurePrivateEndpointApproval();
    resources.push({
      type: exportedKinds.azurePrivateEndpointApproval.token,
      name,
      id: thing.id,
      ...approvalState(entry, approval, session),
    });
  }
  return `${JSON.stringify({ resources }, null, 1)}\n`;
}
