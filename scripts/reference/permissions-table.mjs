// The table of the permissions that the resources of AEP require.
import { tableLines } from "./blocks.mjs";
import { fileOf, titleOf } from "./resource-page.mjs";

/**
 * Resources with the same permissions share a row.
 *
 * @param {readonly import("./kind-data.mjs").KindData[]} kinds
 */
export function permissionsTable(kinds) {
  /** @type {Map<string, string[]>} */
  const rows = new Map();
  for (const { className, facts } of kinds) {
    if (facts.permissions.length > 0) {
      const further = Object.entries(facts.furtherPermissions ?? {}).map(
        ([permission, users]) => `${permission} for ${users}`,
      );
      const key = JSON.stringify([facts.permissions.join(", "), further.join(", ")]);
      const link = `[${titleOf(className)}](reference/resources/${fileOf(className)})`;
      rows.set(key, [...(rows.get(key) ?? []), link]);
    }
  }
  return tableLines(
    ["resources", "permissions", "also"],
    [...rows].map(([key, links]) => [links.join(", "), ...JSON.parse(key)]),
  );
}
