import { z } from "zod";
import {
  isJsonArray,
  isJsonObject,
  isMarkedSecret,
  type Json,
  type JsonObject,
  Problem,
} from "../../provider/cliApi";
import type { PulumiResult } from "../pulumi/commandLine";

/** Replaces every value that Pulumi marks as a secret. */
export const secret = "[secret]";

const properties = z.custom<JsonObject>(isJsonObject).nullish().transform(withoutMarks);

const sideShape = z.looseObject({
  id: z.string().optional(),
  custom: z.boolean().optional(),
  external: z.boolean().optional(),
  delete: z.boolean().optional(),
  inputs: properties,
  outputs: properties,
  initErrors: z.array(z.string()).nullish(),
});

const refreshedShape = z.looseObject({
  op: z.string(),
  urn: z.string(),
  type: z.string(),
  old: sideShape.nullish(),
  new: sideShape.nullish(),
  detailedDiff: z.record(z.string(), z.looseObject({ inputDiff: z.boolean() })).nullish(),
});

const eventShape = z.looseObject({
  resOutputsEvent: z.looseObject({ metadata: refreshedShape }).optional(),
  diagnosticEvent: z
    .looseObject({ severity: z.string(), message: z.string(), ephemeral: z.boolean().optional() })
    .optional(),
});

/** A resource on one side of a refresh: as recorded, or as read by its provider. Secrets are masked. */
export type Side = z.output<typeof sideShape>;

/** The result of a refresh for one resource. `op` is `update` if it differs and `delete` if it is gone. */
export type Refreshed = z.output<typeof refreshedShape>;

/** The result of the preview of a refresh. */
export interface RefreshPreview {
  readonly resources: readonly Refreshed[];
  /** Messages of Pulumi and the providers. */
  readonly messages: readonly string[];
}

/**
 * Previews a refresh of a stack, which only reads. The events are used because the plain `--json` output contains the
 * values read only for providers that return detailed diffs, and dynamic providers cannot.
 */
export async function previewRefresh(
  run: (args: readonly string[], environment: NodeJS.ProcessEnv) => Promise<PulumiResult>,
  stack: string,
): Promise<RefreshPreview> {
  const command = ["refresh", "--preview-only", "--json", "--color", "never", "--stack", stack];
  const { code, output, errors } = await run(command, { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" });
  const events = output.split("\n").flatMap(eventIn);
  const diagnostics = events.flatMap(({ diagnosticEvent: event }) =>
    event === undefined || event.ephemeral === true ? [] : [{ ...event, message: event.message.trim() }],
  );
  if (code !== 0) {
    // Several resources can fail for one reason, and the last message only says that the preview failed.
    const failures = new Set(
      diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message),
    );
    if (failures.size > 1) {
      failures.delete("preview failed");
    }
    throw new Problem({
      what: `The resources of ${stack} could not be compared with the services:`,
      details: failures.size > 0 ? [...failures] : [errors],
    });
  }
  return {
    resources: events.flatMap(({ resOutputsEvent }) => resOutputsEvent?.metadata ?? []),
    messages: diagnostics.flatMap(({ severity, message }) =>
      message === "" || severity === "debug" ? [] : [message],
    ),
  };
}

// Pulumi prints other lines around the events when it fails.
function eventIn(line: string): z.output<typeof eventShape>[] {
  if (!line.startsWith("{")) {
    return [];
  }
  return [eventShape.parse(JSON.parse(line))];
}

function withoutMarks(value: JsonObject | null | undefined): JsonObject {
  return Object.fromEntries(Object.entries(value ?? {}).map(([key, entry]) => [key, withoutMark(entry)]));
}

function withoutMark(value: Json): Json {
  if (isJsonArray(value)) {
    return value.map(withoutMark);
  }
  if (!isJsonObject(value)) {
    return value;
  }
  // The engine has already removed the secret value itself from its events.
  return isMarkedSecret(value) ? secret : withoutMarks(value);
}
