import { expect, test } from "vitest";
import { previewRefresh } from "./refresh";

const marked = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "[secret]",
};

function said(severity: string, message: string, ephemeral = false) {
  return { diagnosticEvent: { severity, message, ephemeral } };
}

function preview(code: number, events: readonly unknown[], errors = "") {
  const output = ["Previewing refresh (dev):", ...events.map((event) => JSON.stringify(event)), ""].join(
    "\n",
  );
  return previewRefresh(async () => ({ code, output, errors }), "dev");
}

test("It previews, as events, and lets nothing be written.", async () => {
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

test("What each resource came to is taken from the events, with secrets masked at any depth.", async () => {
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

test("What is said besides is passed on, without what is said for the moment only.", async () => {
  const events = [
    said("warning", "is broken\n"),
    said("info", "reading", true),
    said("debug", "x"),
    said("info", ""),
  ];
  expect((await preview(0, events)).messages).toEqual(["is broken"]);
});

test("A failure says what failed, once.", async () => {
  const events = [said("error", "no token"), said("error", "no token\n"), said("error", "preview failed")];
  await expect(preview(1, events, "error: preview failed")).rejects.toThrow(
    /^The stack dev cannot be compared with what is on the services:\nno token$/,
  );
});

test("A failure before there are events says what Pulumi says.", async () => {
  await expect(preview(255, [], "error: no stack named 'dev' found")).rejects.toThrow(/no stack named 'dev'/);
});
