import { definitions, type JsonObject, type Session, withInvisibleEscaped } from "../../../provider/cliApi";
import { exportedKinds } from "../kinds";
import { hasApproval } from "../model/approvals";
import type { Entry, Model } from "../model/model";
import { approvalState } from "./approval";

/** Name of the file for `pulumi import --file`. */
export const importFileName = "import.json";

/** One resource in the file. Because it has inputs and outputs, the engine does not call the provider to read it. */
export interface ImportedResource {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: JsonObject;
  readonly outputs: JsonObject;
}

/** The resources of the program as they will be in the state, without write-only values. */
export async function importFile(model: Model, session: Session): Promise<string> {
  const resources: ImportedResource[] = [];
  for (const entry of model.entries) {
    const { entity, role, name } = entry;
    if (role !== "created") {
      continue;
    }
    const { id } = entity;
    resources.push(importedResource(entry));
    if (!hasApproval(entry)) {
      continue;
    }
    const approval = await definitions.azurePrivateEndpointApproval();
    resources.push({
      type: exportedKinds.azurePrivateEndpointApproval.token,
      name,
      id,
      ...approvalState(entry, approval, session),
    });
  }
  return importText(resources);
}

/** A resource of the program as it will be in the state, without write-only values. */
export function importedResource({ entity, name }: Pick<Entry, "entity" | "name">): ImportedResource {
  const { kind, id, recordedInputs: inputs, outputs } = entity;
  return { type: exportedKinds[kind].token, name, id, inputs, outputs };
}

/** The text of a file with these resources. `provider` is their explicit provider in the state, if they have one. */
export function importText(
  resources: readonly ImportedResource[],
  provider?: { readonly name: string; readonly urn: string },
): string {
  // The engine takes a name in this table that a resource has too as ambiguous.
  const key = `provider ${provider?.name}`;
  const file =
    provider === undefined
      ? { resources }
      : {
          nameTable: { [key]: provider.urn },
          resources: resources.map((resource) => ({ ...resource, provider: key })),
        };
  return `${withInvisibleEscaped(JSON.stringify(file, null, 1), "\n")}\n`;
}
