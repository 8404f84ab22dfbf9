import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Terminal } from "./command";
import { guarded } from "./output";
import { LiveLine } from "./progress";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const secret = "p8e-Zk3QmT7wLr2BsYd8";

/** The context of a command, and everything that it shows: `live` is a terminal whose last line can be replaced. */
function context(live: boolean, answer?: Promise<boolean>) {
  const shown: string[] = [];
  const write = (text: string) => {
    shown.push(text);
  };
  const terminal: Terminal = {
    environment: { AEP_CLIENT_SECRET: secret },
    folder: "/",
    log: write,
    error: write,
    confirm: () => answer ?? Promise.resolve(undefined),
    stopped: new Promise(() => {}),
    live: live ? new LiveLine({ columns: 40, write }) : undefined,
  };
  return { ...guarded(terminal), shown };
}

test("Without a terminal, a silent command writes a line every eight seconds, and nothing after its end.", async () => {
  const { during, doing, log, shown } = context(false);
  await during("pulumi-aep drift", async () => {
    vi.advanceTimersByTime(7_900);
    expect(shown).toEqual([]);
    vi.advanceTimersByTime(8_100);
    doing(`comparing\n${secret}`);
    vi.advanceTimersByTime(8_000);
    log("a result");
    // The silence begins again.
    vi.advanceTimersByTime(7_900);
  });
  vi.advanceTimersByTime(60_000);
  expect(shown).toEqual([
    "pulumi-aep drift: in progress (8 s)",
    "pulumi-aep drift: in progress (16 s)",
    "pulumi-aep drift: comparing [secret] (24 s)",
    "a result",
  ]);
});

test("On a terminal, one line is replaced every second, and any other output takes its place.", async () => {
  const { during, doing, log, shown } = context(true);
  await during("pulumi-aep export", async () => {
    doing("reading flows: 10 of 2000");
    vi.advanceTimersByTime(900);
    expect(shown).toEqual([]);
    vi.advanceTimersByTime(1_100);
    log("flows: 2");
    vi.advanceTimersByTime(1_000);
  });
  vi.advanceTimersByTime(60_000);
  // A narrow terminal cuts it off.
  const line = "\r\u001b[Kpulumi-aep export: reading flows: 10 of";
  expect(shown).toEqual([line, line, "\r\u001b[K", "flows: 2", line, "\r\u001b[K"]);
});

test("A question of the command is not followed by progress.", async () => {
  const answer = Promise.withResolvers<boolean>();
  const { during, confirm, shown } = context(true, answer.promise);
  await during("pulumi-aep recover", async () => {
    const asked = confirm("Write?");
    vi.advanceTimersByTime(60_000);
    expect(shown).toEqual([]);
    answer.resolve(true);
    expect(await asked).toBe(true);
    vi.advanceTimersByTime(1_000);
    expect(shown).toHaveLength(1);
  });
});

test("The progress of a command that fails ends too.", async () => {
  const { during, shown } = context(false);
  await expect(during("pulumi-aep drift", () => Promise.reject(new Error("failed")))).rejects.toThrow(
    "failed",
  );
  vi.advanceTimersByTime(60_000);
  expect(shown).toEqual([]);
});
