import * as pulumi from "@pulumi/pulumi";
import { afterAll, describe, expect, test } from "vitest";
import { flowSpecs } from "../catalogue";
import { Flow, type FlowArgs } from "./flow";

const args: FlowArgs = {
  name: "ACME orders",
  flowSpec: flowSpecs.cloudStorageToAep,
  sourceConnectionIds: ["s"],
  targetConnectionIds: ["t"],
};
const schedule = { frequency: "hour", interval: 1 } as const;

/** A flow for which the engine returns this state: in a preview, it returns the inputs, unless nothing changes. */
async function flowIn(run: "preview" | "up", given: Partial<FlowArgs>, state: object = {}): Promise<Flow> {
  const mocks: pulumi.runtime.Mocks = {
    newResource: async ({ inputs }) => ({ id: "an-id", state: { ...inputs, ...state } }),
    call: async () => ({}),
  };
  await pulumi.runtime.setMocks(mocks, "acme", "dev", run === "preview");
  return new Flow("orders", { ...args, ...given });
}
afterAll(() =>
  pulumi.runtime.setMocks({ newResource: async () => ({ id: "", state: {} }), call: async () => ({}) }),
);

/** The value of an output, or "unknown", as Pulumi shows it. */
async function shown(output: pulumi.Output<unknown>): Promise<unknown> {
  const { promise, isKnown } = output as unknown as {
    promise(): Promise<unknown>;
    isKnown: Promise<boolean>;
  };
  return (await isKnown) ? promise() : "unknown";
}

const startTime = (flow: Flow) => shown(flow.scheduleParams.apply((one) => one?.startTime));
const inletUrl = (flow: Flow) => shown(flow.options.apply((one) => one?.inletUrl));

describe("In a preview, the start time of a flow", () => {
  test("is unknown if up chooses it, and the rest of the schedule is known.", async () => {
    const flow = await flowIn("preview", { scheduleParams: schedule });
    expect(await startTime(flow)).toBe("unknown");
    const rest = flow.scheduleParams as unknown as pulumi.Output<typeof schedule>;
    expect(await shown(rest.frequency)).toBe("hour");
  });

  test.each<[string, Partial<FlowArgs>, object, unknown]>([
    ["that of the program", { scheduleParams: { ...schedule, startTime: 7 } }, {}, 7],
    [
      "the recorded one if nothing changes",
      { scheduleParams: schedule },
      { scheduleParams: { startTime: 8 } },
      8,
    ],
  ])("is %s.", async (_case, given, state, expected) => {
    expect(await startTime(await flowIn("preview", given, state))).toBe(expected);
  });
});

describe("In a preview, the inletUrl of a flow", () => {
  test.each<[string, Partial<FlowArgs>, object, unknown]>([
    ["unknown if AEP adds it", { flowSpec: flowSpecs.genericStreamingToAep }, {}, "unknown"],
    [
      "unknown if AEP adds it to the options of the program",
      { flowSpec: flowSpecs.genericStreamingToAep, options: { errorDiagnosticsEnabled: true } },
      {},
      "unknown",
    ],
    [
      "the recorded one if nothing changes",
      { flowSpec: flowSpecs.genericStreamingToAep },
      { options: { inletUrl: "https://dcs.example.com" } },
      "https://dcs.example.com",
    ],
    ["undefined for other flows", { options: { errorDiagnosticsEnabled: true } }, {}, undefined],
  ])("is %s.", async (_case, given, state, expected) => {
    expect(await inletUrl(await flowIn("preview", given, state))).toBe(expected);
  });
});

test("In up, outputs are as the engine returns them.", async () => {
  const flow = await flowIn("up", { scheduleParams: schedule, flowSpec: flowSpecs.genericStreamingToAep });
  expect(await startTime(flow)).toBeUndefined();
  expect(await inletUrl(flow)).toBeUndefined();
});
