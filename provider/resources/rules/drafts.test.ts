import { expect, test } from "vitest";
import { completeConfig, sessionWith } from "../../../test/support/session";
import { unlimitedCall } from "../../http/call";
import { diff } from "../../lifecycle/diff";
import type { JsonObject } from "../../values/json";
import { baseConnection } from "../baseConnection";
import { flow } from "../flow";
import { sourceConnection } from "../sourceConnection";
import { targetConnection } from "../targetConnection";

const scope = { orgId: "ORG@AdobeOrg", sandbox: "dev" };
const spec = { id: "spec", version: "1.0" };
const cases = [
  [baseConnection, { name: "ACME", connectionSpec: spec }],
  [sourceConnection, { name: "ACME", connectionSpec: spec }],
  [targetConnection, { name: "ACME", connectionSpec: spec, data: { format: "json" } }],
  [flow, { name: "ACME", flowSpec: spec, sourceConnectionIds: ["s"], targetConnectionIds: ["t"] }],
] as const;

test.each(cases)("A draft is left as it is, with one message: $noun.", async (definition, inputs) => {
  const session = sessionWith(completeConfig);
  // The diff of an up: a check came before it.
  session.run.hasChecked = true;
  const reports: string[] = [];
  const call = { ...unlimitedCall("diff"), report: (message: string) => reports.push(message) };
  const recorded: JsonObject = { ...inputs, ...scope, state: "Draft" };
  const other = { ...spec, id: "other" };
  const wanted = { ...inputs, ...scope, connectionSpec: other, flowSpec: other, state: "enabled" };
  for (let round = 0; round < 2; round++) {
    expect(await diff({ definition, session, call }, "id", recorded, wanted)).toEqual({
      changes: false,
      replaces: [],
      deleteBeforeReplace: false,
    });
  }
  expect(reports).toEqual([
    `The ${definition.noun} "ACME" (id) is left as it is: it is a draft in AEP, and pulumi up neither changes nor ` +
      "publishes drafts. Publish it in AEP, then run pulumi up --refresh.",
  ]);
  const published = { ...recorded, state: "enabled" };
  expect(await diff({ definition, session, call }, "id", published, wanted)).toMatchObject({ changes: true });
});
