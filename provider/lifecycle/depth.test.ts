import { expect, test } from "vitest";
import { completeInputs } from "../../test/support/resourceCases";
import { completeConfig, sessionWith } from "../../test/support/session";
import { unlimitedCall } from "../http/call";
import { factsOf, kinds } from "../kinds";
import type { Definition } from "../lifecycle/definition";
import { definitions } from "../resources";
import type { JsonObject } from "../values/json";
import { lifecycle } from ".";

/** Lists and objects inside each other, in all this number of levels. */
const nested = (levels: number) =>
  JSON.parse(`${'{"a":['.repeat(levels / 2)}${"]}".repeat(levels / 2)}`) as JsonObject;

const fields = kinds.flatMap((kind) =>
  [...Object.keys(factsOf(kind).fields), "unknown"].map((field) => ({ kind, field })),
);

test.each(fields)("Too many levels in $field of $kind are one error that names the path.", async (one) => {
  const { kind, field } = one;
  const config = {
    ...completeConfig,
    "aep:madconnectClientId": "c",
    "aep:madconnectClientSecret": "secret",
    "aep:madconnectUrl": "https://madconnect.invalid",
  };
  const steps = lifecycle(definitions[kind] as () => Promise<Definition>, () => sessionWith(config));
  const failuresOf = async (levels: number) => {
    const inputs = { ...completeInputs(kind), [field]: nested(levels), __secrets: [`/${field}`] };
    return (await steps.check(unlimitedCall("check"), {}, inputs as JsonObject)).failures;
  };
  for (const levels of [90, 5_000, 100_000]) {
    expect(await failuresOf(levels)).toEqual([
      { property: `${field}.a[0].a[0]`, reason: "has more than 90 levels of lists and objects" },
    ]);
  }
  const allowed = await failuresOf(88);
  expect(allowed.filter(({ reason }) => reason.includes("levels"))).toEqual([]);
});
