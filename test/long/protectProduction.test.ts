import { expect, test } from "vitest";
import { blockOf } from "../support/docs/guide";
import { ProjectShell } from "../support/engine/projectShell";
import { failureOf, sharedStack } from "../support/engine/sharedStack";

// The tests are steps in the life of one stack in the sandbox prod.
const bed = sharedStack("protected.ts");

const set = (key: string, value: string) => bed.stack.setConfig(key, { value });
const protect = (value: "true" | "false") => set("aep:protectProduction", value);
const refused =
  /AEP reports sandbox "prod" of organisation EMULATOR@AdobeOrg as production, and aep:protectProduction/;
const recorded = /Without --run-program, a destroy uses the configuration that the last pulumi up recorded/;

const writes = () => bed.plain.writeLines();
const lists = async () =>
  (await bed.plain.requestLines()).filter((line) => line.includes("sandbox-management")).length;

test("A stack is created without protection; its preview and run read no list of sandboxes.", async () => {
  await set("ownName", "Own");
  await set("otherName", "Other");
  const { summary } = await bed.stack.up();
  expect(summary.resourceChanges).toEqual({ create: 4 });
  expect(await lists()).toBe(0);
});

test("The key alone, set as docs/protect-production.md shows, changes no resource and sends nothing.", async () => {
  const { text } = blockOf("protect-production.md", "Protect production sandboxes: `aep:protectProduction`");
  const { code, output } = await new ProjectShell(bed.stack).script(text);
  expect(code, output).toBe(0);
  expect(output).toMatch(/^Resources:\n {4}4 unchanged$/m);
  expect(await writes()).toEqual([]);
  expect(await lists()).toBe(0);
});

test("A change is previewed and then refused, and a provider that protects nothing makes its own.", async () => {
  await set("otherName", "Another");
  await bed.stack.up();
  // The etag may move, and then the request is repeated.
  expect([...new Set(await writes())]).toEqual([expect.stringMatching(/^PATCH \/connections\//)]);

  await bed.plain.forgetRequests();
  await set("ownName", "Renamed");
  expect((await bed.stack.preview()).changeSummary).toMatchObject({ update: 1 });
  expect(await lists()).toBe(0);
  expect(await failureOf(bed.stack.up())).toMatch(refused);
  expect(await writes()).toEqual([]);
  expect(await lists()).toBe(1);
});

test("doctor shows it.", async () => {
  const { output } = await new ProjectShell(bed.stack).aep("doctor");
  expect(output).toMatch(/^ok +protectProduction: on; changes are refused: AEP reports sandbox "prod"/m);
  expect(output).toMatch(/^ok +protectProduction of provider other: off; AEP reports sandbox "prod"/m);
});

test("A destroy uses the recorded key: removing the protection right before it has no effect.", async () => {
  await set("ownName", "Own");
  await bed.stack.removeConfig("a-users-project:otherName");
  await bed.stack.up();
  await bed.plain.forgetRequests();
  await protect("false");
  const failure = await failureOf(bed.stack.destroy());
  expect(failure).toMatch(refused);
  expect(failure).toMatch(recorded);
  expect(await writes()).toEqual([]);
});

test("The environment variable protects a destroy, if nothing was recorded.", async () => {
  await bed.stack.removeConfig("aep:protectProduction");
  await bed.stack.up();
  await bed.plain.forgetRequests();
  const { envVars } = bed.stack.workspace;
  envVars.AEP_PROTECT_PRODUCTION = "TRUE";
  expect(await failureOf(bed.stack.destroy())).toMatch(refused);
  delete envVars.AEP_PROTECT_PRODUCTION;
  expect(await writes()).toEqual([]);
});

test("destroy --run-program uses the key as it is now; setting it right before another destroy has no effect.", async () => {
  await protect("true");
  expect(await failureOf(bed.stack.destroy({ runProgram: true }))).toMatch(refused);
  expect(await writes()).toEqual([]);
  // That run has recorded the key.
  await bed.stack.removeConfig("aep:protectProduction");
  await bed.stack.up();
  await protect("true");
  await bed.stack.destroy();
  expect(await writes()).toEqual([expect.stringMatching(/^DELETE \/connections\//)]);
});
