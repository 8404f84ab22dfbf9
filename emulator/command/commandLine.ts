import { parseArgs } from "node:util";
import type { EmulatorOptions, SandboxOption } from "../core/options";
import { parseSwitches, type Switches } from "../core/switches";
import { switchTable } from "../services";
import { type CommandOption, commandOptions, isRepeated, optionTable } from "./optionTable";

const rows: Readonly<Record<string, CommandOption>> = optionTable;
const optionLines = Object.entries(rows).map(([name, { value, default: initial, meaning }]) => {
  const option = `--${name}${value === undefined ? "" : ` ${value}`}`;
  const repeated = isRepeated(name) ? "; repeat for several" : "";
  return `  ${option.padEnd(23)} ${meaning} (default: ${initial})${repeated}`.replaceAll("`", "");
});

/** The text of --help. */
export const usage = `Usage: aep-emulator [options]
${optionLines.join("\n")}
  -h, --help
  -v, --version`;

type OptionValues = ReturnType<typeof parseArgs<{ options: typeof commandOptions }>>["values"];

/**
 * Reads the command's arguments.
 *
 * @returns the options, or the information that is requested instead of a start.
 * @throws Error with the reason if an argument is invalid.
 */
export function readCommandLine(args: readonly string[]): EmulatorOptions | "help" | "version" {
  if (args[0] === "help") {
    return "help";
  }
  const options = {
    ...commandOptions,
    help: { type: "boolean", short: "h" },
    version: { type: "boolean", short: "v" },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  if (values.help === true) {
    return "help";
  }
  return values.version === true ? "version" : emulatorOptions(values);
}

/**
 * Converts the values of the options.
 *
 * @throws Error with the reason if a value is invalid.
 */
export function emulatorOptions(values: OptionValues): EmulatorOptions {
  if (values["ca-file"] !== undefined && values.tls !== true) {
    throw new Error("--ca-file requires --tls");
  }
  const approval = values["approval-delay"];
  return {
    ...(values.port === undefined ? {} : { port: readPort(values.port) }),
    ...(values.host === undefined ? {} : { host: values.host }),
    ...(values["host-name"] === undefined ? {} : { hostNames: values["host-name"] }),
    ...(values.state === undefined ? {} : { stateFile: values.state }),
    ...(values.tls === undefined ? {} : { tls: values.tls }),
    ...(values["ca-file"] === undefined ? {} : { caFile: values["ca-file"] }),
    ...(values["client-id"] === undefined ? {} : { clientId: values["client-id"] }),
    ...(values["client-secret"] === undefined ? {} : { clientSecret: values["client-secret"] }),
    ...(values.organisation === undefined ? {} : { organisation: values.organisation }),
    ...(values.tenant === undefined ? {} : { tenant: values.tenant }),
    ...(values.content === undefined ? {} : { contentFolder: values.content }),
    ...(values.sandbox === undefined ? {} : { sandboxes: values.sandbox.map(readSandbox) }),
    switches: readSwitches([
      ...(values.switch ?? []),
      ...(approval === undefined ? [] : [`approvalDelayMs=${approval}`]),
    ]),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new Error(`--port must be a number from 0 to 65535, not ${text}`);
  }
  return port;
}

function readSandbox(text: string): string | SandboxOption {
  const [name = "", type] = text.split(":");
  if (name === "" || (type !== undefined && type !== "production" && type !== "development")) {
    throw new Error(`--sandbox must be NAME, NAME:production or NAME:development, not ${text}`);
  }
  return type === undefined ? name : { name, type };
}

function readSwitches(settings: readonly string[]): Partial<Switches> {
  return parseSwitches(
    switchTable,
    Object.fromEntries(
      settings.map((setting) => {
        const [name = "", ...rest] = setting.split("=");
        return [name, readValue(name, rest.join("="))];
      }),
    ),
  );
}

// The value is a string, unless the switch accepts it as a number or a boolean.
function readValue(name: string, text: string): unknown {
  const schema = Object.hasOwn(switchTable, name) ? switchTable[name]?.schema : undefined;
  const candidates = [text, ...(text === "true" ? [true] : text === "false" ? [false] : []), Number(text)];
  return candidates.find((candidate) => text !== "" && schema?.safeParse(candidate).success) ?? text;
}
