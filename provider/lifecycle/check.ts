import { z } from "zod";
import { missingConfiguration } from "../config";
import type { Definition, InputFailure } from "../definition";
import { isJsonObject, type Json, type JsonObject, valueAt, withValueAt } from "../json";
import { containsUnknown, isUnknown, isUnknownAt } from "../unknown";
import type { Context } from "./context";

/** Checks inputs and completes them: defaults, and the sandbox and organisation in force. No network. */
export function check(
  { definition, session }: Context,
  olds: JsonObject,
  news: JsonObject,
): { inputs: JsonObject; failures: InputFailure[] } {
  session.settings.validate();
  const missing = session.settings.missing();
  if (missing.length > 0) {
    return { inputs: news, failures: [{ property: "", reason: missingConfiguration(missing).message }] };
  }

  const orgId = session.settings.require("orgId");
  const inputs = {
    ...withDefaults(definition, definition.normalize?.(news) ?? news),
    sandbox: news.sandbox ?? session.settings.require("sandbox"),
    orgId,
  };
  const failures = inputFailures(definition, news);
  if (olds.orgId === undefined) failures.push(...(definition.creationFailures?.(news, session) ?? []));
  if (typeof olds.orgId === "string" && olds.orgId !== orgId) {
    failures.push({
      property: "",
      reason:
        `this ${definition.noun} belongs to organisation ${olds.orgId}, but ${orgId} is configured. ` +
        "A stack lives in one organisation: configure that one, or use another stack.",
    });
  }
  return { inputs, failures };
}

// It travels as a header, which takes no more than this.
const sandboxName = z.string().regex(/^[\x21-\x7e]+$/, "must be the name of a sandbox, without spaces");
const sandboxInput = z.object({ sandbox: sandboxName.optional() });

/** Everything that is wrong with the inputs at once. What is not known yet passes. */
export function inputFailures(definition: Definition, inputs: JsonObject): InputFailure[] {
  const { sandbox, ...own } = inputs;
  return [
    { result: definition.inputs.safeParse(own), value: own },
    { result: sandboxInput.safeParse({ sandbox }), value: { sandbox } },
  ].flatMap(({ result, value }) =>
    result.success
      ? []
      : result.error.issues.flatMap(closest).flatMap((issue) => {
          // A union or a rule over several fields speaks of the whole object that holds what is not known.
          const wide = issue.code === "invalid_union" || issue.code === "custom";
          const place = issue.path.length === 0 ? value : valueAt(value, issue.path.join("."));
          if (isUnknownAt(value, issue.path) || (wide && containsUnknown(place))) return [];
          if (issue.code === "unrecognized_keys") {
            return issue.keys.map((key) => ({
              property: propertyPath([...issue.path, key]),
              reason: "is not a known property",
            }));
          }
          return [{ property: propertyPath(issue.path), reason: reasonOf(issue, place) }];
        }),
  );
}

// Of an object that may have one of several shapes, the one counts that it comes nearest to.
function closest(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const [nearest] = issue.errors.toSorted((left, right) => left.length - right.length);
  const inside = nearest?.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys");
  if (nearest === undefined || !inside) return [issue];
  return nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** Fills in what the program left out. */
function withDefaults(definition: Definition, inputs: JsonObject): JsonObject {
  let filled = inputs;
  for (const [path, value] of Object.entries(definition.defaults)) {
    const parent = path.includes(".") ? valueAt(filled, path.slice(0, path.lastIndexOf("."))) : filled;
    if (!isJsonObject(parent) || isUnknown(valueAt(filled, path))) continue;
    if (valueAt(filled, path) === undefined) filled = withValueAt(filled, path, value);
  }
  return filled;
}

function reasonOf(issue: z.core.$ZodIssue, place: Json): string {
  return issue.code === "invalid_type" && place === undefined
    ? `is required (expected ${issue.expected})`
    : issue.message;
}

function propertyPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === "number" ? `${text}[${key}]` : text === "" ? String(key) : `${text}.${String(key)}`,
    "",
  );
}
