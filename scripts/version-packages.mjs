// npm run version-packages: turns the pending changesets into a release. It sets the version of both packages, in the
// examples too, and gives the entries under "Unreleased" in CHANGELOG.md the version as their heading.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./command.mjs";
import { runScript } from "./failure.mjs";
import { checkout, withCommands } from "./paths.mjs";
import { releasedChangelog, withReleasedVersion } from "./release-texts.mjs";

await runScript(async () => {
  const env = withCommands();
  const before = version();
  await run("changeset", ["version"], "The changesets could not be applied, see above.", { env });
  const released = version();
  if (released === before) {
    console.log("There is no pending changeset, so nothing changes.");
    return 0;
  }
  change("CHANGELOG.md", (text) => releasedChangelog(text, released));
  for (const manifest of globSync("examples/*/package.json", { cwd: checkout })) {
    change(manifest, (text) => withReleasedVersion(text, released));
  }
  const npm = ["install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"];
  await run("npm", npm, "package-lock.json could not be updated, see above.", { env });
  return 0;
});

/** @returns {string} */
function version() {
  return JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")).version;
}

/**
 * @param {string} file
 * @param {(text: string) => string} edit
 */
function change(file, edit) {
  const path = join(checkout, file);
  writeFileSync(path, edit(readFileSync(path, "utf8")));
}
