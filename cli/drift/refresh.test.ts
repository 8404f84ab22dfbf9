import { expect, test } from "vitest";
import { previewRefresh } from "./refresh";

const marked = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "[secret]",
};

function diagnostic(severity: string, message: string, ephemeral = false) {
  return { diagnosticEvent: { severity, message, ephemeral } };
}

function preview(code: number, events: readonly unknown[], errors = "") {
  const output = ["Previewing refresh (dev):", ...events.map((event) => JSON.stringify(event)), ""].join(
    "\n",
  );
  return previewRefresh(async () => ({ code, output, errors }), "dev");
}

test("It only previews, and reads the events.", async () => {
  const calls: unknown[] = [];
  await previewRefresh(async (...call) => {
    calls.push(call);
    return { code: 0, output: "", errors: "" };
  }, "dev");
  expect(calls).toEqual([
    [
      ["refresh", "--preview-only", "--json", "--color", "never", "--stack", "dev"],
      { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" },
    ],
  ]);
});

test("The result for each resource comes from the events, with secrets masked at any depth.", async () => {
  const sideWith = (auth: unknown) => ({ id: "1", inputs: { auth }, outputs: null });
  const metadata = {
    op: "update",
    urn: "u",
    type: "t",
    old: sideWith(marked),
    new: sideWith({ params: [{ key: marked }] }),
    detailedDiff: null,
  };
  const { resources } = await preview(0, [
    { sequence: 1, resourcePreEvent: { metadata } },
    { sequence: 2, resOutputsEvent: { metadata } },
  ]);
  expect(resources).toMatchObject([
    {
      op: "update",
      old: { inputs: { auth: "[secret]" }, outputs: {} },
      new: { inputs: { auth: { params: [{ key: "[secret]" }] } } },
    },
  ]);
});

test("Messages are passed on, except ephemeral ones and those for debugging.", async () => {
  const events = [
    diagnostic("warning", "is broken\n"),
    diagnostic("info", "reading", true),
    diagnostic("debug", "x"),
    diagnostic("info", ""),
  ];
  expect((await preview(0, events)).messages).toEqual(["is broken"]);
});

test("A failure shows each error once.", async () => {
  const events = [
    diagnostic("error", "no token"),
    diagnostic("error", "no token\n"),
    diagnostic("error", "preview failed"),
  ];
  await expect(preview(1, events, "error: preview failed")).rejects.toThrow(
    /^The resources of dev could not be compared with the services:\nno token$/,
  );
});

test("A failure before the first event shows Pulumi's output.", async () => {
  await expect(preview(255, [], "error: no stack named 'dev' found")).rejects.toThrow(/no stack named 'dev'/);
});
