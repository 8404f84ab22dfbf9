import { expect, test } from "vitest";
import { FakeClock } from "../../../test/support/fakeClock";
import { completeConfig, scope, sessionWith } from "../../../test/support/session";
import { unlimitedCall } from "../../http/call";
import { freshRead, isOlder } from "./staleReads";

test.each([
  ["1.9", "1.10", true],
  ["1.10", "1.9", false],
  ["1.9", "2.0", true],
  ["1.1", "1.1", false],
  [undefined, "1.1", false],
  ["1.0", undefined, false],
  ["1", "1.1", false],
])("Whether the version %s is older than %s: %s", (version, other, older) => {
  expect(isOlder(version, other)).toBe(older);
});

test("A read that stays older than recorded is returned after all pauses.", async () => {
  const clock = new FakeClock(0);
  const context = { session: sessionWith(completeConfig, clock), scope, call: unlimitedCall("read") };
  let reads = 0;
  const registry = {
    get: async () => {
      reads++;
      return { version: "1.1" };
    },
    // biome-ignore lint/correctness/useYield: nothing lists it.
    list: async function* () {
      throw new Error("listed");
    },
  };
  expect(await freshRead(context, registry, "a", { version: "1.2" })).toEqual({ version: "1.1" });
  expect([reads, clock.now()]).toEqual([5, 7_500]);
  expect(await freshRead(context, registry, "a", {})).toEqual({ version: "1.1" });
  expect(reads).toBe(6);
});
