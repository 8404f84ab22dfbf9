// The generated parts of hand-written pages.
import { emulatorBlocks } from "./emulator-blocks.mjs";
import { permissionsTable } from "./permissions-table.mjs";

/**
 * Every generated part.
 *
 * @param {readonly import("./kind-data.mjs").KindData[]} kinds
 * @param {import("./emulator-blocks.mjs").EmulatorTables} emulator
 * @returns {import("./blocks.mjs").Block[]}
 */
export function pageBlocks(kinds, emulator) {
  return [
    { file: "docs/before-you-start.md", name: "permissions", lines: permissionsTable(kinds) },
    ...emulatorBlocks(emulator),
  ];
}
