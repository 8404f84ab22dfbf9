// npm run release:check: lists what the owner of the repository must set before a release. npm run release starts with it.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure, runScript } from "./failure.mjs";
import { checkout } from "./paths.mjs";
import { missingFields, placeholders } from "./release-problems.mjs";

await runScript(async () => {
  const files = execFileSync("git", ["ls-files", "-z", "*.md", "*.yml", "*.json"], {
    cwd: checkout,
    encoding: "utf8",
  })
    .split("\0")
    .filter((file) => file !== "");
  const manifests = ["package.json", "emulator/package.json"];
  const problems = [
    ...manifests.flatMap((file) => missingFields(file, read(file))),
    ...files.flatMap((file) => placeholders(file, read(file))),
  ];
  if (problems.length > 0) {
    throw new Failure(`Not ready for a release:\n${problems.map((problem) => `- ${problem}`).join("\n")}`);
  }
  console.log("Everything that a release requires is set.");
  return 0;
});

/** @param {string} file */
function read(file) {
  return readFileSync(join(checkout, file), "utf8");
}
