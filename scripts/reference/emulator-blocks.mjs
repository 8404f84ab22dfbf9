// The generated tables of emulator/README.md: options of the command, faults and switches.
import { tableLines } from "./blocks.mjs";
import { faultRows } from "./fault-rows.mjs";

/**
 * @typedef {import("../../emulator/core/switchTable.js").SwitchTable} SwitchTable
 * @typedef {import("../../emulator/core/switchTable.js").SwitchDefinition} SwitchDefinition
 * @typedef {typeof import("../../emulator/command/optionTable.js")} CommandOptions
 */

/**
 * The parts of the emulator that the tables show.
 *
 * @typedef {object} EmulatorTables
 * @property {SwitchTable} switchTable - the switches of all services
 * @property {SwitchTable} madconnectSwitches
 * @property {CommandOptions} command
 * @property {readonly string[]} gatewayErrorCodes
 */

const file = "emulator/README.md";

/**
 * @param {EmulatorTables} tables
 * @returns {import("./blocks.mjs").Block[]}
 */
export function emulatorBlocks({ switchTable, madconnectSwitches, command, gatewayErrorCodes }) {
  const names = Object.keys(switchTable);
  const isOfMadconnect = (/** @type {string} */ name) => Object.hasOwn(madconnectSwitches, name);
  return [
    { file, name: "options", lines: optionLines(command) },
    { file, name: "faults", lines: faultLines(gatewayErrorCodes) },
    {
      file,
      name: "switches",
      lines: switchLines(
        switchTable,
        names.filter((name) => !isOfMadconnect(name)),
      ),
    },
    { file, name: "switches of MadConnect", lines: switchLines(switchTable, names.filter(isOfMadconnect)) },
  ];
}

/** @param {CommandOptions} command */
function optionLines({ optionTable, isRepeated }) {
  /** @type {Readonly<Record<string, import("../../emulator/command/optionTable.js").CommandOption>>} */
  const options = optionTable;
  const rows = Object.entries(options).map(([name, { value, of, default: initial, meaning }]) => {
    const option = `\`--${name}${value === undefined ? "" : ` ${value}`}\``;
    return [isRepeated(name) ? `${option}, repeated` : option, `\`${of}\``, initial, meaning];
  });
  return tableLines(["option of the command", "of `startEmulator`", "default", "meaning"], rows);
}

/** @param {readonly string[]} gatewayErrorCodes */
function faultLines(gatewayErrorCodes) {
  const codes = gatewayErrorCodes.map((code) => `\`${code}\``).join(", ");
  return [...tableLines(["kind", "effect"], faultRows()), "", `The codes of \`gatewayError\` are ${codes}.`];
}

/**
 * @param {SwitchTable} table
 * @param {readonly string[]} names
 */
function switchLines(table, names) {
  return tableLines(
    ["switch", "values, the initial one in bold", "why"],
    names.flatMap((name) => {
      const definition = table[name];
      return definition === undefined ? [] : [[`\`${name}\``, valuesOf(definition), definition.reason]];
    }),
  );
}

/** @param {SwitchDefinition} definition */
function valuesOf({ initial, values, schema }) {
  const others = values.filter((value) => value !== initial).map((value) => `\`${value}\``);
  // No choice accepts a number that it does not name.
  const takesNumbers = schema.safeParse(987_654_321).success;
  return [`**\`${initial}\`**`, ...(takesNumbers ? ["a number"] : []), ...others].join(", ");
}
