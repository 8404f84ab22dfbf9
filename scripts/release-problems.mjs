// The registry shows them, and npm compares the repository with the one of the provenance statement.
const requiredFields = ["repository", "homepage", "bugs", "author"];

/**
 * @param {string} file
 * @param {string} manifest the text of a package.json
 * @returns {string[]} a sentence for each field that is not set
 */
export function missingFields(file, manifest) {
  const content = JSON.parse(manifest);
  return requiredFields.filter((field) => !content[field]).map((field) => `${file} has no "${field}".`);
}

/**
 * Finds what only the owner of the repository knows: `TODO-OWNER`, followed in brackets by what belongs there.
 * @param {string} file
 * @param {string} text
 * @returns {string[]} a sentence for each place
 */
export function placeholders(file, text) {
  return text
    .split("\n")
    .flatMap((line, index) =>
      [...line.matchAll(/TODO-OWNER \(([^)]*)\)/g)].map(
        ([, what]) => `${file}:${index + 1} contains a placeholder: ${what}.`,
      ),
    );
}
