/**
 * Gives the entries under "Unreleased" the version as their heading, and adds an empty "Unreleased" above them.
 * @param {string} changelog
 * @param {string} version
 */
export function releasedChangelog(changelog, version) {
  const heading = "## Unreleased\n";
  if (!changelog.includes(heading)) {
    throw new Error('CHANGELOG.md has no heading "## Unreleased".');
  }
  return changelog.replace(heading, `${heading}\n## ${version}\n`);
}

/**
 * Sets the version of both packages in the dependencies of an example.
 * @param {string} manifest the text of its package.json
 * @param {string} version
 */
export function withReleasedVersion(manifest, version) {
  return manifest.replaceAll(/("(?:pulumi-aep|aep-emulator)": ")\^[^"]*"/g, `$1^${version}"`);
}
