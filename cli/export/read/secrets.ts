import type { Definition, JsonObject, Kind } from "../../../provider/cliApi";
import { exportedKinds } from "../kinds";

/** Paths of the inputs that the service never shows and a program has to give: by default whole objects. */
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
