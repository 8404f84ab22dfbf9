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

/** The text of a file with these resources. */
export function importText(resources: readonly ImportedResource[]): string {
  return `${withInvisibleEscaped(JSON.stringify({ resources }, null, 1), "\n")}\n`;
}
