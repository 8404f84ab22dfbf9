import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import type { EmulatorOptions, Sandbox } from "../core/options";
import { parseSwitches, type Switches } from "../core/switches";
import { switchTable } from "../services";

/** What each option means. */
export const optionLines = `\
  --port N                 port on the loopback interface (default: a free one)
  --state FILE             keep all data in this file
  --tls                    https with a certificate made at the start, whose CA is printed as ca FILE
  --ca-file FILE           write the CA here (default: a temporary file)
  --client-id ID           default emulator-client
  --client-secret SECRET   default emulator-secret
  --organisation ID        default EMULATOR@AdobeOrg
  --tenant ID              default emulator
  --content FOLDER         connections show the files of this folder when they are explored
  --sandbox NAME[:TYPE]    production or development; repeat for several (default prod and dev)
  --approval-delay MS      private endpoints are approved after so long; never: only by the admin call
  --switch NAME=VALUE      any switch of the README; repeat for several`;

/** How the command is used. */
export const usage = `Usage: aep-emulator [options]
${optionLines}
  --help`;

/** The options, for `parseArgs`. */
export const commandOptions = {
  port: { type: "string" },
  state: { type: "string" },
  tls: { type: "boolean" },
  "ca-file": { type: "string" },
  "client-id": { type: "string" },
  "client-secret": { type: "string" },
  organisation: { type: "string" },
  tenant: { type: "string" },
  content: { type: "string" },
  sandbox: { type: "string", multiple: true },
  "approval-delay": { type: "string" },
  switch: { type: "string", multiple: true },
} as const satisfies ParseArgsOptionsConfig;

type OptionValues = ReturnType<typeof parseArgs<{ options: typeof commandOptions }>>["values"];

/**
 * Reads the command's arguments.
 *
 * @returns the options, or undefined if only help is wanted.
 * @throws Error saying what is wrong with them.
 */
export function readCommandLine(args: readonly string[]): EmulatorOptions | undefined {
  const options = { ...commandOptions, help: { type: "boolean" } } as const;
  const { values } = parseArgs({ args: [...args], options });
  return values.help === true ? undefined : emulatorOptions(values);
}

/**
 * What the values of the options ask for.
 *
 * @throws Error saying what is wrong with them.
 */
export function emulatorOptions(values: OptionValues): EmulatorOptions {
  if (values["ca-file"] !== undefined && values.tls !== true) {
    throw new Error("--ca-file is for --tls");
  }
  const approval = values["approval-delay"];
  return {
    ...(values.port === undefined ? {} : { port: readPort(values.port) }),
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

function readSandbox(text: string): string | Pick<Sandbox, "name" | "type"> {
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

// A text stands for itself unless the switch takes what it says as a number or a boolean.
function readValue(name: string, text: string): unknown {
  const schema = Object.hasOwn(switchTable, name) ? switchTable[name]?.schema : undefined;
  const candidates = [text, ...(text === "true" ? [true] : text === "false" ? [false] : []), Number(text)];
  return candidates.find((candidate) => text !== "" && schema?.safeParse(candidate).success) ?? text;
}
