import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { Interrupted } from "./command";
import { confirm } from "./confirm";

/** Asks on a terminal that sends these characters; `stopped` never resolves unless given. */
function ask(characters: string, { stopped = new Promise<void>(() => {}), end = false } = {}) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const output = Object.assign(new PassThrough(), { isTTY: true });
  const response = confirm({ input, outputs: [output], stopped }, "Write this?");
  input.write(characters);
  if (end) {
    input.end();
  }
  return { response, shown: () => String(output.read() ?? "") };
}

test.each([
  ["y\r", true],
  ["YES\r", true],
  [" y \r", true],
  ["n\r", false],
  ["\r", false],
  ["yellow\r", false],
])("%j is %s", async (characters, is) => {
  const { response, shown } = ask(characters);
  expect(await response).toBe(is);
  expect(shown()).toContain("Write this? [y/N] ");
});

test("Ctrl-C ends the question.", async () => {
  const { response } = ask("\x03");
  await expect(response).rejects.toThrow(Interrupted);
});

test("A signal ends the question too.", async () => {
  await expect(ask("", { stopped: Promise.resolve() }).response).rejects.toThrow(Interrupted);
});

test("The end of the input counts as no.", async () => {
  expect(await ask("", { end: true }).response).toBe(false);
  expect(await ask("\x04").response).toBe(false);
});

test("Without a terminal for the question or the response, nothing is asked.", async () => {
  const [plain, terminal] = [new PassThrough(), Object.assign(new PassThrough(), { isTTY: true })];
  const stopped = new Promise<void>(() => {});
  expect(await confirm({ input: plain, outputs: [terminal], stopped }, "Write?")).toBeUndefined();
  expect(await confirm({ input: terminal, outputs: [plain], stopped }, "Write?")).toBeUndefined();
  expect(terminal.read()).toBeNull();
});
