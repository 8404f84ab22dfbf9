import { beforeAll, expect, it } from "vitest";
import { plainOutputs } from "../support/engine/engineProject";
import { ProjectShell } from "../support/engine/projectShell";
import { setChanges, sharedStack } from "../support/engine/sharedStack";

const flowService = "/data/foundation/flowservice";
const day = 86_400_000;

const bed = sharedStack("pipeline.ts", {
  emulator: { switches: { interactiveAuthoringRequired: false, scheduledRuns: true } },
});
const daily = { scheduleParams: { frequency: "day", interval: 1 } };
let shell: ProjectShell;
let flowId: string;

/** Moves the clock over 30 days in which every run fails; the service then disables the flow. */
async function failFor30Days() {
  bed.emulator.clock.advance(32 * day);
  expect((await bed.plain.get(`${flowService}/flows/${flowId}`))?.state).toBe("disabled");
  bed.emulator.log.clear();
}

const stateOnService = async () => (await bed.plain.get(`${flowService}/flows/${flowId}`))?.state;
const actions = async () => (await bed.plain.writeLines()).filter((line) => line.includes("/flows/"));
const warning =
  /The flow "ACME orders" \(\S+\) keeps state "disabled": AEP disabled it at \S+, because all its runs since \S+ failed: "CONNECTOR-2011-403: no access with AccountKey=\[secret\]"\. To enable it, correct the cause, set reenable: true/;

beforeAll(async () => {
  await setChanges(bed.stack, { flow: daily });
  flowId = String(plainOutputs((await bed.stack.up()).outputs).flowId);
  shell = new ProjectShell(bed.stack);
  await bed.plain.admin("POST", `flows/${flowId}/outcome`, {
    status: "failed",
    errors: [{ code: "CONNECTOR-2011-403", message: "no access with AccountKey=a-key-for-tests" }],
  });
  await failFor30Days();
});

// One stack lives through these, in this order.
it("drift and doctor report a flow that AEP disabled, with the errors of its runs", async () => {
  const drift = await shell.aep("drift");
  expect(drift.code).toBe(2);
  expect(drift.stdout).toMatch(/^aep:Flow +orders +state +"enabled" +"disabled"$/m);
  expect(drift.stdout).toMatch(
    /If you undo them:\n {2}The flow "ACME orders" \(\S+\) is left as it is: AEP disabled it at .*\[secret\]/,
  );
  const doctor = await shell.aep("doctor");
  expect(doctor.output).toMatch(
    /^warning {2}flows: the flow "ACME orders" \(\S+\) is disabled: AEP disabled it at .*\[secret\]/m,
  );
});

it("ups without reenable leave it disabled, show no difference and warn, with and without a refresh", async () => {
  const found = await bed.stack.refresh();
  expect(found.summary.resourceChanges).toMatchObject({ update: 1 });
  expect(found.stdout).toMatch(warning);
  for (const refresh of [false, true]) {
    const { stdout, stderr } = await bed.stack.up({ expectNoChanges: true, refresh });
    expect(stdout + stderr).toMatch(warning);
  }
  const preview = await bed.stack.preview({ expectNoChanges: true });
  expect(preview.stdout + preview.stderr).toMatch(warning);
  expect(await stateOnService()).toBe("disabled");
  expect(await actions()).toEqual([]);
  expect(await bed.project.storedState()).toContain("disabledByAep");
});

it("of two ups with reenable, the first enables it", async () => {
  await setChanges(bed.stack, { flow: { ...daily, reenable: true } });
  const first = await bed.stack.up();
  expect(first.summary.resourceChanges).toMatchObject({ update: 1, same: 5 });
  expect(await actions()).toEqual([expect.stringMatching(/\/flows\/\S+\/action\?op=enable/)]);
  await bed.stack.up({ expectNoChanges: true, refresh: true });
  expect(await stateOnService()).toBe("enabled");
  expect(await actions()).toHaveLength(1);
});
