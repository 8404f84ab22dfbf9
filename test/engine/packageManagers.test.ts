import { afterAll } from "vitest";
import { expectCreated, PackageBed, testCombination } from "../support/packages/packageBed";
import { esModules, testReadmePackages, testStoppedWorkspace } from "../support/packages/scenarios";
import { typeScriptProject } from "../support/packages/userRepository";

const bed = PackageBed.ofSharedPackages();
afterAll(() => bed.close());

testCombination("commonJs", async () => {
  expectCreated(await bed.up(await bed.project(typeScriptProject("node16"))));
});

testCombination("esModules", async () => {
  expectCreated(await bed.up(await bed.project(esModules)));
});

testReadmePackages("pnpmLine", bed, { ends: "complained" });
testStoppedWorkspace("pnpmWorkspace", bed, { fixed: "pnpmFixed" });
