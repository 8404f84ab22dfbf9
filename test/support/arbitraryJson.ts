import fc from "fast-check";
import type { Json, JsonObject } from "../../provider/values/json";

/** Any JSON value, with so few keys and texts that two values are often equal in parts. */
export const json: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.oneof(
      fc.constantFrom<Json>(null, "", "a", "b", "1", "true", 0, 1, 2, true, false),
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.dictionary(key(), tie("json"), { maxKeys: 4 }),
  ),
})).json;

/** Any JSON object. */
export const jsonObject: fc.Arbitrary<JsonObject> = fc.dictionary(key(), json, { maxKeys: 4 });

function key(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom("x", "y", "z") },
    { weight: 1, arbitrary: fc.constantFrom("a.b", "a/b", "~", "toString", "constructor", "") },
    { weight: 1, arbitrary: fc.string() },
  );
}
