import { describe, expect, test } from "vitest";
import { completeConfig, sessionWith } from "../../../test/support/session";
import { check } from "../../lifecycle/check";
import { diff } from "../../lifecycle/diff";
import type { JsonObject } from "../../values/json";
import { unknownValue } from "../../values/unknown";
import { dataset } from "../dataset";
import { flow } from "../flow";
import { targetConnection } from "../targetConnection";
import { isProfileEnabled, profileBatchesWarning, runsPerDay } from "./profileBatches";

test.each<[object, number]>([
  [{ scheduleParams: { frequency: "minute", interval: 15 } }, 96],
  [{ scheduleParams: { frequency: "minute", interval: "30" } }, 48],
  [{ scheduleParams: { frequency: "hour", interval: 1 }, state: "enabled" }, 24],
  [{ scheduleParams: { frequency: "day", interval: 1 } }, 1],
  [{ scheduleParams: { frequency: "week", interval: 1 } }, 1 / 7],
  [{ scheduleParams: { frequency: "once" } }, 0],
  [{ scheduleParams: { frequency: "minute", interval: 15 }, state: "disabled" }, 0],
  [{ scheduleParams: unknownValue }, 0],
  [{ scheduleParams: { frequency: unknownValue, interval: 15 } }, 0],
  [{ scheduleParams: { frequency: "minute", interval: unknownValue } }, 0],
  [{}, 0],
])("The runs of %j a day are counted: %d.", (inputs, runs) => {
  expect(runsPerDay(inputs as JsonObject)).toBeCloseTo(runs);
});

test.each<[unknown, boolean]>([
  [["enabled:true"], true],
  [["enabledAt:2024-11-05 12:33:59", "enabled: true"], true],
  [["enabled:false"], false],
  [[], false],
  [unknownValue, false],
  [undefined, false],
])("Whether the tag %j enables a dataset for Profile is known.", (unifiedProfile, isEnabled) => {
  expect(isProfileEnabled({ tags: { unifiedProfile } } as JsonObject)).toBe(isEnabled);
});

test("The flows with the most batches are named.", () => {
  const flows = Array.from({ length: 8 }, (_, index) => ({ name: `F${index}`, runsPerDay: 10 + index }));
  expect(profileBatchesWarning("The flows", "prod", flows)).toBe(
    "The flows start up to 108 batches a day into datasets of sandbox prod that are enabled for Profile " +
      '("F7": 17, "F6": 16, "F5": 15, "F4": 14, "F3": 13 and 3 more). More than 90 delay profiles.',
  );
  expect(profileBatchesWarning("The flows", "prod", flows.slice(0, 5))).toBeUndefined();
});

const profile = { unifiedProfile: ["enabled:true"] };
const lake = { id: "c604ff05-7f1a-43c0-8e18-33bf874cb11c" };

/** A process that checks resources, as a preview of a new stack does: then ids are unknown. */
function preview() {
  const session = sessionWith(completeConfig);
  const reports: string[] = [];
  const context = {
    session,
    call: { operation: "check", report: (text: string) => reports.push(text) },
  } as const;
  const checked = (definition: typeof dataset, inputs: object, olds: JsonObject = {}) => {
    const found = check({ ...context, definition }, olds, inputs as JsonObject);
    expect(found.failures).toEqual([]);
    return found.inputs;
  };
  return {
    reports,
    dataset: (name: string, tags: object, more: object = {}) =>
      checked(dataset, { name, schemaRef: { id: "s" }, tags, ...more }),
    target: (name: string, dataSetId: unknown, more: object = {}) =>
      checked(targetConnection, {
        name,
        connectionSpec: lake,
        data: { schema: { id: "s" } },
        params: { dataSetId },
        ...more,
      }),
    flow: (name: string, target: unknown, interval: number, more: object = {}) =>
      checked(flow, {
        name,
        flowSpec: { id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876" },
        sourceConnectionIds: ["s"],
        targetConnectionIds: [target],
        scheduleParams: { frequency: "minute", interval },
        ...more,
      }),
    /** The engine compares an entity that exists. */
    keep: (definition: typeof dataset, id: string, inputs: JsonObject) =>
      diff({ ...context, definition }, id, inputs, inputs),
  };
}

describe("A preview of new resources", () => {
  test("warns once about a flow every 15 minutes into a dataset that is enabled for Profile.", () => {
    const run = preview();
    run.dataset("D", profile);
    run.target("T", unknownValue);
    for (const _ of ["first", "second"]) {
      run.flow("F", unknownValue, 15);
    }
    expect(run.reports).toEqual([
      "The flows that were checked so far start up to 96 batches a day into datasets of sandbox dev that are enabled " +
        'for Profile ("F": 96). More than 90 delay profiles. Let these flows run less often: ' +
        "https://experienceleague.adobe.com/en/docs/experience-platform/ingestion/guardrails",
    ]);
  });

  test("adds up the flows of a sandbox, and counts each once.", () => {
    const run = preview();
    run.dataset("D", profile);
    run.target("T", unknownValue);
    run.flow("A", unknownValue, 30);
    run.flow("A", unknownValue, 30);
    run.flow("B", unknownValue, 60);
    expect(run.reports).toEqual([]);
    run.flow("C", unknownValue, 60);
    expect(run.reports).toEqual([expect.stringContaining("up to 96 batches a day")]);
    expect(run.reports[0]).toContain('("A": 48, "B": 24, "C": 24)');
  });

  test.each<[string, (run: ReturnType<typeof preview>) => void]>([
    ["no dataset is enabled for Profile", (run) => run.dataset("D", {})],
    [
      "it is unknown which of several datasets is written to",
      (run) => [run.dataset("D", profile), run.dataset("E", {})],
    ],
    ["the dataset is in another sandbox", (run) => run.dataset("D", profile, { sandbox: "prod" })],
    ["the dataset is not part of the program", () => {}],
  ])("does not count a flow if %s.", (_case, declare) => {
    const run = preview();
    declare(run);
    run.target("T", unknownValue);
    run.flow("F", unknownValue, 15);
    expect(run.reports).toEqual([]);
  });

  test("does not count a flow that is disabled.", () => {
    const run = preview();
    run.dataset("D", profile);
    run.target("T", unknownValue);
    run.flow("F", unknownValue, 15, { state: "disabled" });
    expect(run.reports).toEqual([]);
  });
});

describe("A preview of existing resources", () => {
  test("counts the flows by the ids of their datasets.", async () => {
    const run = preview();
    await run.keep(dataset, "d1", run.dataset("D", profile));
    await run.keep(dataset, "d2", run.dataset("E", {}));
    await run.keep(targetConnection, "t1", run.target("T", "d1"));
    await run.keep(targetConnection, "t2", run.target("U", "d2"));
    run.flow("F", "t2", 15);
    run.flow("G", "unknown to this process", 15);
    expect(run.reports).toEqual([]);
    run.flow("H", "t1", 15);
    expect(run.reports).toEqual([expect.stringContaining('("H": 96)')]);
  });
});
