import type { Definition, JsonObject, Kind } from "../../../provider/cliApi";
import { exportedKinds } from "../kinds";

/** Paths of the write-only inputs that the user has to set: by default whole objects. */
export function secretsOf(
  kind: Kind,
  definition: Definition,
  view: JsonObject,
  inputs: JsonObject,
): readonly (readonly string[])[] {
  return (
    exportedKinds[kind].secrets?.(view, inputs) ??
    Object.keys(definition.writeOnly ?? {}).map((path) => path.split("."))
  );
}
