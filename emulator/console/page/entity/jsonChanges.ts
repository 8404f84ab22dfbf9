import type { JsonValue } from "../../protocol";

/** An operation of a JSON Patch. */
export type Operation =
  | { readonly op: "add" | "replace"; readonly path: string; readonly value: JsonValue }
  | { readonly op: "remove"; readonly path: string };

const mask = "***";

/**
 * The operations that turn one JSON value into another. Members that stay are not sent, because the page knows only the
 * mask of a secret: a whole value would replace the secret by it.
 *
 * @throws Error if a changed list contains a masked secret.
 */
export function changesOf(before: JsonValue, after: JsonValue, path = ""): Operation[] {
  if (JSON.stringify(before) === JSON.stringify(after)) {
    return [];
  }
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) =>
      memberChanges(before[name], after[name], `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`),
    );
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return after.flatMap((item, place) => changesOf(before[place] ?? null, item, `${path}/${place}`));
  }
  if (JSON.stringify(after).includes(mask)) {
    throw new Error(`${path} contains a masked secret (${mask}): give its value, or leave it as it is`);
  }
  return [{ op: "replace", path, value: after }];
}

function memberChanges(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path: string,
): Operation[] {
  if (after === undefined) {
    return [{ op: "remove", path }];
  }
  return before === undefined ? [{ op: "add", path, value: after }] : changesOf(before, after, path);
}

function isObject(value: JsonValue): value is { [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
