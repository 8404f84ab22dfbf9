import { expect, test } from "vitest";
import { Problem } from "../provider/cliApi";
import { Interrupted, unlessStopped } from "./command";

const never = new Promise<void>(() => {});

test("Work that only reads ends with its result or its error, if nothing interrupts it.", async () => {
  const context = { stopped: never };
  expect(await unlessStopped(context, Promise.resolve("found"))).toBe("found");
  const failed = Promise.reject(new Problem({ what: "not found" }));
  await expect(unlessStopped(context, failed)).rejects.toThrow("not found");
});

test("An interruption does not wait for the work, and its later failure is ignored.", async () => {
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  const work = Promise.withResolvers<void>();
  const waiting = unlessStopped({ stopped }, work.promise);
  stop();
  await expect(waiting).rejects.toThrow(Interrupted);
  work.reject(new Error("too late"));
});
