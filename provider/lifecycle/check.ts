import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { configuredScope, isRecorded, type Realm } from "../config/realm";
import { isSame } from "../values/compare";
import { maxInputLevels, pathBeyond } from "../values/depth";
import { isJsonObject, type Json, type JsonObject, textOf, valueAt, withValueAt } from "../values/json";
import { containsUnknown, isUnknown, isUnknownAt } from "../values/unknown";
import { type Context, realmOf } from "./context";
import type { Definition, InputFailure } from "./definition";
import { carriedInputs } from "./inputs/carried";
import { withoutNulls } from "./inputs/nulls";
import { timeoutFailures, timeoutsInput } from "./inputs/timeouts";
import { isHidden, isHolder } from "./inputs/writeOnly";
import { announceTogether, noteChecked, noteCreation } from "./replacement/consequences";
import { notice } from "./replacement/notices";

/** Number of keys that lead to an input with too many levels, in the error about it. */
const shownKeys = 5;

/** Checks inputs and completes them with defaults and the scope. Sends no request. */
export function check(
  context: Context,
  olds: JsonObject,
  program: JsonObject,
): { inputs: JsonObject; failures: InputFailure[] } {
  const { definition, session } = context;
  if ((session.run.together?.others.size ?? 0) > 0) {
    announceTogether(context);
  }
  const deep = pathBeyond(maxInputLevels, program);
  if (deep !== undefined) {
    const reason = `has more than ${maxInputLevels} levels of lists and objects`;
    return { inputs: {}, failures: [{ property: propertyPath(deep.slice(0, shownKeys)), reason }] };
  }
  const realm = realmOf(definition);
  session.settings.validate(realm.service);
  const missing = session.settings.missing(realm.service);
  if (missing.length > 0) {
    return {
      inputs: program,
      failures: [{ property: "", reason: session.settings.incomplete(missing).message }],
    };
  }

  const known = withoutNulls(definition.shape ?? definition.inputs, withoutNullScope(realm, program));
  const news = definition.keepRecorded?.(known, olds) ?? known;
  const scope = configuredScope(realm, session.settings, news);
  const inputs = { ...withDefaults(definition, definition.normalize?.(news) ?? news), ...scope };
  const isImport = isImported(olds, program);
  const missesSecret = isImport
    ? ({ property }: InputFailure) => isHolder(definition, property) || isHidden(definition, property, news)
    : () => false;
  noteChecked(context, inputs);
  const given = withoutRecorded(realm, news, scope);
  const failures = inputFailures(definition, given, isImport ? {} : olds).filter(
    (failure) => !missesSecret(failure),
  );
  if (!isRecorded(realm, olds)) {
    failures.push(...(definition.creationFailures?.(news, session) ?? []));
    noteCreation(context, inputs);
    for (const doubt of definition.creationDoubts?.(news) ?? []) {
      notice(context, doubt);
    }
  } else {
    failures.push(...replacementFailures(context, olds, inputs, news));
    definition.noteChange?.(olds, inputs, session);
  }
  failures.push(...(definition.failuresOfRun?.(inputs, session, context.call?.urn) ?? []));
  for (const warning of definition.warnings?.(news) ?? []) {
    notice(context, warning);
  }
  const ofRun = definition.warningOfRun?.(inputs, session);
  if (ofRun !== undefined) {
    notice(context, ofRun.text, ofRun.about);
  }
  for (const [name, { noun, onChange }] of Object.entries(realm.scope)) {
    const [old, now] = [olds[name], scope[name]];
    if (onChange !== "refuse" || typeof old !== "string" || old === now) {
      continue;
    }
    failures.push({
      property: "",
      reason:
        `this ${definition.noun} belongs to ${noun} ${old}, but ${textOf(now)} is configured. ` +
        `A stack manages one ${noun}: configure that one, or use another stack.`,
    });
  }
  return { inputs, failures };
}

/** Errors of a new entity in the fields whose change replaces the recorded one. */
function replacementFailures(
  { definition, session }: Context,
  olds: JsonObject,
  inputs: JsonObject,
  news: JsonObject,
): InputFailure[] {
  // An export checks entities whose inputs are not recorded.
  const isKnown = Object.keys(definition.fields).some((name) => olds[name] !== undefined);
  const changed = Object.keys(isKnown ? definition.replaceOnChange : {}).filter(
    (path) => !isSame(valueAt(olds, path), valueAt(inputs, path)),
  );
  return changed.length === 0
    ? []
    : (definition.creationFailures?.(news, session) ?? []).filter(({ property }) =>
        changed.some((path) => property === path || property.startsWith(`${path}.`)),
      );
}

/**
 * Whether the engine checks an import: it passes the inputs of the file both as old and as new ones. The file cannot contain
 * the values that the service never returns, and the engine reports a failure as a bug in the provider. In any other
 * operation, inputs that are equal to the recorded ones change nothing, so these values are not required then either.
 */
function isImported({ __provider, ...olds }: JsonObject, news: JsonObject): boolean {
  return isDeepStrictEqual(olds, news);
}

function withoutNullScope(realm: Realm, news: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(news).filter(([name, value]) => value !== null || realm.scope[name] === undefined),
  );
}

// Inputs from a state, as `pulumi import --file` passes them, also contain the parts of the scope that a program cannot set.
function withoutRecorded(realm: Realm, news: JsonObject, scope: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(news).filter(
      ([name, value]) => realm.scope[name]?.argument !== undefined || value !== scope[name],
    ),
  );
}

/**
 * All errors of the inputs at once. Unknown values are accepted.
 *
 * @param olds - the recorded inputs: a single value of them is accepted, because `ignoreChanges` copies values that a
 *   refresh has read, such as a state of a flow that a program cannot request
 */
export function inputFailures(
  definition: Definition,
  inputs: JsonObject,
  olds: JsonObject = {},
): InputFailure[] {
  const realm = realmOf(definition);
  const where = Object.entries(realm.scope).flatMap(([name, { argument }]) =>
    argument === undefined ? [] : [[name, argument] as const],
  );
  const names = new Set([...where.map(([name]) => name), ...carriedInputs]);
  const own = Object.fromEntries(Object.entries(inputs).filter(([name]) => !names.has(name)));
  const failures = [
    { issues: issuesOf(definition.inputs, own), value: own },
    // One by one: zod would compile an object of them again for each resource.
    ...where.map(([name, argument]) => ({
      issues: (inputs[name] === undefined ? [] : issuesOf(argument, inputs[name])).map((issue) => ({
        ...issue,
        path: [name, ...issue.path],
      })),
      value: inputs,
    })),
  ].flatMap(({ issues, value }) =>
    issues.flatMap(closest).flatMap((issue) => {
      // An error of a union, or of a rule for several fields, refers to a whole object, which may contain an unknown value.
      const wide = issue.code === "invalid_union" || issue.code === "custom";
      const place = issue.path.length === 0 ? value : valueAt(value, issue.path.join("."));
      if (isUnknownAt(value, issue.path) || (wide && containsUnknown(place))) {
        return [];
      }
      const isSingle = typeof place !== "object" && place !== undefined;
      if (!wide && isSingle && valueAt(olds, issue.path.map(String)) === place) {
        return [];
      }
      if (issue.code === "unrecognized_keys") {
        return issue.keys.map((key) => ({
          property: propertyPath([...issue.path, key]),
          reason: "is not a known property",
        }));
      }
      return [{ property: propertyPath(issue.path), reason: reasonOf(issue, place) }];
    }),
  );
  return [...failures, ...timeoutFailures(inputs[timeoutsInput])];
}

function issuesOf(shape: z.ZodType, value: Json): readonly z.core.$ZodIssue[] {
  return shape.safeParse(value).error?.issues ?? [];
}

// For an object with several allowed shapes, the errors of the closest shape are reported.
function closest(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") {
    return [issue];
  }
  const [nearest] = issue.errors.toSorted((left, right) => left.length - right.length);
  const inside = nearest?.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys");
  if (nearest === undefined || !inside) {
    return [issue];
  }
  return nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** Adds the default values. */
function withDefaults(definition: Definition, inputs: JsonObject): JsonObject {
  let filled = inputs;
  for (const [path, value] of Object.entries(definition.defaults)) {
    const parent = path.includes(".") ? valueAt(filled, path.slice(0, path.lastIndexOf("."))) : filled;
    if (!isJsonObject(parent) || isUnknown(valueAt(filled, path))) {
      continue;
    }
    if (valueAt(filled, path) === undefined) {
      filled = withValueAt(filled, path, value);
    }
  }
  return filled;
}

function reasonOf(issue: z.core.$ZodIssue, place: Json): string {
  return issue.code === "invalid_type" && place === undefined
    ? `is required (expected ${issue.expected})`
    : issue.message;
}

/** A path as a program writes it: `transformations[0].name`. */
export function propertyPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === "number" ? `${text}[${key}]` : text === "" ? String(key) : `${text}.${String(key)}`,
    "",
  );
}
