import { z } from "zod";
import { isJsonObject, isMarkedSecret, type JsonObject } from "../../provider/cliApi";
import type { Pulumi } from "./commandLine";

const jsonObject = z.custom<JsonObject>(isJsonObject);

/** A resource in a deployment; unknown properties are kept unchanged. */
const resourceShape = z.looseObject({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  inputs: jsonObject.optional(),
  outputs: jsonObject.optional(),
  parent: z.string().optional(),
  provider: z.string().optional(),
  dependencies: z.array(z.string()).nullish(),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
  deletedWith: z.string().optional(),
  delete: z.boolean().optional(),
  pendingReplacement: z.boolean().optional(),
  created: z.string().optional(),
  external: z.boolean().optional(),
  protect: z.boolean().optional(),
  retainOnDelete: z.boolean().optional(),
  sourcePosition: z.string().optional(),
});

const operationShape = z.looseObject({ resource: resourceShape, type: z.string() });

const exportShape = z.looseObject({
  version: z.number(),
  deployment: z.looseObject({
    manifest: z.looseObject({ time: z.string() }),
    resources: z.array(resourceShape).nullish(),
    pending_operations: z.array(operationShape).nullish(),
  }),
});

/** A resource in the state of a stack. */
export type StateResource = z.output<typeof resourceShape>;

/** An operation that the engine has started and not finished. */
export type PendingOperation = z.output<typeof operationShape>;

/** A stack's state as Pulumi exports it. */
export type StackExport = z.output<typeof exportShape>;

/** The state of a stack, secrets encrypted or decrypted. */
export async function exportStack(
  pulumi: Pulumi,
  stack: string,
  secrets: "encrypted" | "decrypted",
): Promise<StackExport> {
  const show = secrets === "decrypted" ? ["--show-secrets"] : [];
  return exportShape.parse(JSON.parse(await pulumi(["stack", "export", "--stack", stack, ...show])));
}

const configShape = z.record(
  z.string(),
  z.looseObject({ value: z.string().optional(), secret: z.boolean().optional() }),
);

/** The configuration of a stack by full keys such as `aep:orgId`, and which of its values are secrets. */
export type StackConfig = z.output<typeof configShape>;

/**
 * The configuration of a stack, secrets decrypted.
 *
 * @param file - file with the configuration. Default: that of the stack in its project
 */
export async function stackConfigEntries(pulumi: Pulumi, stack: string, file?: string): Promise<StackConfig> {
  const other = file === undefined ? [] : ["--config-file", file];
  return configShape.parse(
    JSON.parse(await pulumi(["config", "--json", "--show-secrets", "--stack", stack, ...other])),
  );
}

const historyShape = z.array(
  z.looseObject({
    kind: z.string().default("update"),
    startTime: z.string(),
    endTime: z.string().optional(),
    result: z.string(),
  }),
);

/** An update, refresh, destroy or import in the history of a stack. */
export type StackUpdate = z.output<typeof historyShape>[number];

/** The newest update in the history of a stack. Not every backend lists interrupted updates. */
export async function newestUpdate(pulumi: Pulumi, stack: string): Promise<StackUpdate | undefined> {
  const text = await pulumi(["stack", "history", "--json", "--page-size", "1", "--stack", stack]);
  return historyShape.parse(JSON.parse(text))[0];
}

/** Values of a decrypted export, without the engine's marks of secrets. */
export function withoutSecretMarks(inputs: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(inputs), (_key, value) => {
    return isMarkedSecret(value) && typeof value.plaintext === "string" ? JSON.parse(value.plaintext) : value;
  });
}

/** The name of a resource: the last part of its URN. */
export function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
