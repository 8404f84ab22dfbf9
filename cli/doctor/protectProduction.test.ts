import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { protectedSandboxes, sandboxes } from "../../test/support/cases/protectedSandboxes";
import { startEmulator } from "../../test/support/emulator/emulator";
import { type ProjectCase, runDoctor } from "./project.testing";

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator({ sandboxes });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const flowIn = (sandbox: string, orgId = "EMULATOR@AdobeOrg") => ({
  type: "pulumi-nodejs:dynamic/aep:Flow",
  outputs: { orgId, sandbox },
});

/** The lines of the check, with those that belong to them. */
async function linesOf(condition: ProjectCase) {
  const { output, code } = await runDoctor(emulator, condition);
  const lines = output.split("\n");
  const isOwn = (line: string) => /^\w+ +protectProduction/.test(line);
  const own = lines.filter((_line, index) => {
    const head = lines.slice(0, index + 1).findLast((one) => !one.startsWith(" "));
    return head !== undefined && isOwn(head);
  });
  const lists = emulator.log.list({ path: "/data/foundation/sandbox-management" }).length;
  return { lines: own.map((line) => line.replace(" of organisation EMULATOR@AdobeOrg", "")), code, lists };
}

test("Without the key, it shows the types that AEP reports.", async () => {
  expect(await linesOf({ resources: [flowIn("dev"), flowIn("dev"), flowIn("sunny")] })).toEqual({
    lines: [
      'ok       protectProduction: off; AEP reports sandbox "prod" as production',
      'ok       protectProduction: off; AEP reports sandbox "dev" as development',
      'ok       protectProduction: off; AEP reports sandbox "sunny" as production',
    ],
    code: 0,
    lists: 1,
  });
});

test("With the key, it shows where changes are refused.", async () => {
  const environment = { AEP_PROTECT_PRODUCTION: "TRUE" };
  const resources = [flowIn("sunny"), flowIn("elsewhere", "OTHER@AdobeOrg")];
  expect(await linesOf({ config: { "aep:sandbox": "dev" }, environment, resources })).toMatchObject({
    lines: [
      'ok       protectProduction: on; changes are allowed: AEP reports sandbox "dev" as development',
      'ok       protectProduction: on; changes are refused: AEP reports sandbox "sunny" as production',
    ],
    lists: 1,
  });
});

const unsure = protectedSandboxes.filter(({ list, isRetried }) => list !== undefined && !isRetried);
test.each(unsure)("It is a failure if $what.", async ({ sandbox, list }) => {
  const config = { "aep:sandbox": sandbox, "aep:protectProduction": "true" };
  const { lines, code } = await linesOf({ config, faults: list === undefined ? [] : [list] });
  expect(lines[0]).toMatch(/^failure {2}protectProduction: on; changes are refused: /);
  expect(code).toBe(1);
});

test("An invalid value is a failure of the configuration.", async () => {
  const { output, code } = await runDoctor(emulator, { config: { "aep:protectProduction": "yes" } });
  expect(output).toMatch(
    /^failure {2}configuration: The configuration key aep:protectProduction \(AEP_PROTECT_PRODUCTION\) is invalid: "yes" is neither "true" nor "false"/m,
  );
  expect(code).toBe(1);
});
