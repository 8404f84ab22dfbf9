import { expect, test } from "vitest";
import { fakeApi, plainDefinition } from "../../../test/support/fakeApi";
import { completeConfig, sessionWith } from "../../../test/support/session";
import { unlimitedCall } from "../../http/call";
import { Problem } from "../../messages/problem";
import { lifecycle } from "..";
import { LifecycleError } from "../failure";

const secret = "Zk3QmT7wLr2/BsYd8HnJc5Ue1A+g4FoVi6";
const echo = `\u001b[2J\n::error::${Buffer.from(`id:${secret}`).toString("base64")} ${encodeURIComponent(secret)}`;
const inputs = { name: "n", auth: { password: secret } };

test("What a service quotes is harmless in progress, error and state of an unfinished resource.", async () => {
  const reports: string[] = [];
  const definition = plainDefinition(
    fakeApi({ create: async () => ({ id: "a", outputs: { etag: "1", status: { reasons: [echo] } } }) }),
    {
      writeOnly: { auth: () => false },
      outputs: ["etag", "status"],
      reachEndState: async (_id, _wanted, _outputs, { call }) => {
        call.report(echo);
        throw new Problem({ what: `refused: ${echo}` });
      },
    },
  );
  const steps = lifecycle(
    async () => definition,
    () => sessionWith(completeConfig),
  );
  const call = { ...unlimitedCall("create"), report: (message: string) => void reports.push(message) };
  const error: unknown = await steps.create(call, inputs).catch((caught: unknown) => caught);
  if (!(error instanceof LifecycleError)) {
    throw new Error("The create has to fail.");
  }
  const { message, unfinished } = error.failure;
  const { auth, ...others } = unfinished?.outputs ?? {};
  expect(auth).toEqual(inputs.auth);
  expect(others).toMatchObject({ name: "n", etag: "1" });
  expect(reports).toHaveLength(1);
  for (const text of [message, ...reports, JSON.stringify(others)]) {
    expect(text).toContain("[secret]");
    expect(text).not.toMatch(/BsYd8|WmszUW1UN3dM|^\s*::/m);
    expect(text).not.toContain("\u001b");
  }
});

test("A rejected input is quoted without secrets and commands.", async () => {
  const definition = plainDefinition(fakeApi({}), {
    writeOnly: { auth: () => false },
    creationFailures: () => [{ property: "name", reason: `is "${echo}"` }],
  });
  const steps = lifecycle(
    async () => definition,
    () => sessionWith(completeConfig),
  );
  const { failures } = await steps.check(unlimitedCall("check"), {}, inputs);
  expect(failures).toEqual([{ property: "name", reason: expect.stringContaining("[secret]") }]);
  expect(failures[0]?.reason).not.toContain("\u001b");
});
