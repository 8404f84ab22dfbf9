import { z } from "zod";
import { isJsonArray, isJsonObject, type Json, type JsonObject, Problem } from "../../provider/cliApi";
import type { PulumiResult } from "../pulumi/commandLine";
import { isMarkedSecret } from "../pulumi/stack";

/** Stands for every value that Pulumi holds as a secret. */
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

/** A resource on one side of a refresh: as it is recorded, or as its provider has read it. Secrets are masked. */
export type Side = z.output<typeof sideShape>;

/** What a refresh has to say of one resource. `op` is `update` where it differs and `delete` where it is gone. */
export type Refreshed = z.output<typeof refreshedShape>;

/** What the preview of a refresh told. */
export interface RefreshPreview {
  readonly resources: readonly Refreshed[];
  /** What Pulumi and the providers said besides. */
  readonly messages: readonly string[];
}

/**
 * Previews a refresh of a stack, which reads everything and writes nothing. The plain `--json` of a preview has the
 * values read only for providers that compare property by property, and dynamic ones cannot: hence the events.
 */
export async function previewRefresh(
  run: (args: readonly string[], environment: NodeJS.ProcessEnv) => Promise<PulumiResult>,
  stack: string,
): Promise<RefreshPreview> {
  const command = ["refresh", "--preview-only", "--json", "--color", "never", "--stack", stack];
  const { code, output, errors } = await run(command, { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" });
  const events = output.split("\n").flatMap(eventIn);
  const said = events.flatMap(({ diagnosticEvent: event }) =>
    event === undefined || event.ephemeral === true ? [] : [{ ...event, message: event.message.trim() }],
  );
  if (code !== 0) {
    // Several resources may have failed for one reason, and the last one says only that something has.
    const failures = new Set(
      said.filter(({ severity }) => severity === "error").map(({ message }) => message),
    );
    if (failures.size > 1) {
      failures.delete("preview failed");
    }
    throw new Problem({
      what: `The stack ${stack} cannot be compared with what is on the services:`,
      details: failures.size > 0 ? [...failures] : [errors],
    });
  }
  return {
    resources: events.flatMap(({ resOutputsEvent }) => resOutputsEvent?.metadata ?? []),
    messages: said.flatMap(({ severity, message }) =>
      message === "" || severity === "debug" ? [] : [message],
    ),
  };
}

// Pulumi prints a line or two around the events when it fails.
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
  // In events the engine has removed the secret itself already.
  return isMarkedSecret(value) ? secret : withoutMarks(value);
}
