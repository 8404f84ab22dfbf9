import { expect, test } from "vitest";
import { account, endpointId, inputs, setUp } from "../../test/support/azure/approvalSides";
import { settleTime } from "../lifecycle/creation/adoption";
import type { JsonObject } from "../values/json";

test("With wait: false a pending endpoint is a success that says who has to do what, until it is approved.", async () => {
  const { sides, clock, steps, up, reported } = await setUp();
  sides.endpoint = "Pending";
  const begun = clock.now();
  const given = { ...inputs, approve: false, wait: false };
  const { id, outs, inputs: program } = await up(given);
  expect(outs).toMatchObject({ status: "Pending", state: "Pending", wait: false });
  expect(clock.now()).toBe(begun + settleTime);
  expect(sides.requested).toEqual(["GET endpoint"]);
  const notice = [
    `The private endpoint "ACME" (${endpointId}) in sandbox dev is Pending: the owner of ${account} has to approve it. ` +
      "Then run pulumi up again.",
    expect.stringContaining(`az network private-endpoint-connection list --id ${account},`),
  ];
  expect(reported.join("\n").split("\n")).toEqual(notice);

  // Once more while it is pending, also after a refresh.
  const { props: refreshed = {} } = await steps.read(id, outs);
  expect(refreshed).toEqual(outs);
  expect(await steps.diff(id, refreshed, program)).toMatchObject({ changes: true, replaces: [] });
  reported.length = 0;
  const again = await steps.update(id, refreshed, program);
  expect(again.outs).toEqual(outs);
  expect(reported.join("\n").split("\n")).toEqual(notice);

  sides.endpoint = "Approved";
  reported.length = 0;
  const done = await steps.update(id, outs, program);
  expect(done.outs).toMatchObject({ status: "Approved", state: "Approved" });
  expect(reported).toEqual([]);
  expect(await steps.diff(id, done.outs ?? {}, program)).toMatchObject({ changes: false });
});

test("With wait: false, a refresh finds the approval, and the next up has nothing to do.", async () => {
  const { sides, steps, up } = await setUp();
  sides.endpoint = "Pending";
  const { id, outs, inputs: program } = await up({ ...inputs, approve: false, wait: false });
  sides.endpoint = "Approved";
  const { props = {} } = await steps.read(id, outs);
  expect(props).toMatchObject({ status: "Approved", state: "Approved" });
  expect(await steps.diff(id, props, program)).toMatchObject({ changes: false });
});

test.each(["Rejected", "Failed", "Disconnected"])(
  "With wait: false, an endpoint that is %s is an error all the same.",
  async (state) => {
    const { sides, failed } = await setUp();
    sides.endpoint = state;
    const { message } = await failed({ ...inputs, approve: false, wait: false });
    expect(message).toMatch(new RegExp(`as ${state}: it can no longer be approved[\\s\\S]*re-created`));
  },
);

test("An approval that does not wait can wait later, and approve.", async () => {
  const { sides, steps, up } = await setUp();
  sides.endpoint = "Pending";
  const { id, outs, inputs: program } = await up({ ...inputs, approve: false, wait: false });
  const { wait: _wait, ...waiting } = program;
  const failure = await steps.update(id, outs, { ...waiting, timeoutSeconds: 5 }).catch((error) => error);
  expect(failure.message).toContain("is not approved after 5 seconds");
  sides.endpoint = "Approved";
  const { outs: approved } = await steps.update(id, outs, { ...waiting, approve: true });
  expect(approved).toMatchObject({ status: "Approved", approve: true });
  expect(sides.connections.ours).toMatchObject({ status: "Approved" });
});

test.each<[string, JsonObject]>([
  ["no input", {}],
  ["wait: true", { wait: true }],
])("With %s, the announcement of the wait names the owner, not Azure.", async (_what, more) => {
  const { sides, failed, reported } = await setUp();
  sides.endpoint = "Pending";
  await failed({ ...inputs, approve: false, timeoutSeconds: 60, ...more });
  expect(reported[0]).toMatch(
    /^Waiting for the owner of the Azure resource to approve it: private endpoint "ACME" /,
  );
  expect(reported.join("\n")).not.toContain("Azure and AEP");
});
