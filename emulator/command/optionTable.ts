import type { ParseArgsOptionsConfig } from "node:util";
import { defaults, type EmulatorOptions } from "../core/options";
import type { SwitchName } from "../core/switches";
import { switchTable } from "../services";

/** The options, for `parseArgs`. */
export const commandOptions = {
  port: { type: "string" },
  host: { type: "string" },
  "host-name": { type: "string", multiple: true },
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

/** What `--help` and the README show of an option. The texts are Markdown. */
export interface CommandOption {
  /** What follows the option: `N`; undefined for a flag. */
  readonly value?: string;
  /** The option of `startEmulator` with the same meaning. */
  readonly of: keyof EmulatorOptions | `switches.${SwitchName}`;
  /** What applies without the option. */
  readonly default: string;
  /** What it sets. */
  readonly meaning: string;
}

/** The texts of all options. */
export const optionTable = {
  port: { value: "N", of: "port", default: "a free one", meaning: "the port" },
  host: {
    value: "ADDRESS",
    of: "host",
    default: `\`${defaults.host}\``,
    meaning: "the address it listens on; `0.0.0.0` lets other machines send requests",
  },
  "host-name": {
    value: "NAME",
    of: "hostNames",
    default: "none",
    meaning: "one more name by which clients reach it, for its certificate and for admin calls",
  },
  state: {
    value: "FILE",
    of: "stateFile",
    default: "none",
    meaning: "the file that keeps all data and the clock over restarts",
  },
  tls: { of: "tls", default: "off", meaning: "https, with a certificate created at the start" },
  "ca-file": {
    value: "FILE",
    of: "caFile",
    default: "a temporary one",
    meaning: "the file for the certificate of the CA (PEM); printed as `ca FILE` before `ready`",
  },
  "client-id": {
    value: "ID",
    of: "clientId",
    default: `\`${defaults.clientId}\``,
    meaning: "the id of the client, also the only `x-api-key`",
  },
  "client-secret": {
    value: "SECRET",
    of: "clientSecret",
    default: `\`${defaults.clientSecret}\``,
    meaning: "the secret of the client",
  },
  organisation: {
    value: "ID",
    of: "organisation",
    default: `\`${defaults.organisation}\``,
    meaning: "the id of the organisation",
  },
  tenant: {
    value: "ID",
    of: "tenant",
    default: `\`${defaults.tenant}\``,
    meaning: "part of the ids of schemas; `_` and the id are the namespace of own fields",
  },
  content: {
    value: "FOLDER",
    of: "contentFolder",
    default: "none",
    meaning: "every connection shows the files of this folder when it is explored",
  },
  sandbox: {
    value: "NAME[:TYPE]",
    of: "sandboxes",
    default: defaults.sandboxes.map((name) => `\`${name}\``).join(", "),
    meaning:
      "a sandbox of type `production` or `development`; a bare name is a development sandbox unless it is `prod`",
  },
  "approval-delay": {
    value: "MS",
    of: "switches.approvalDelayMs",
    default: `\`${switchTable.approvalDelayMs?.initial}\``,
    meaning:
      "the switch `approvalDelayMs`: private endpoints are approved after this time; `never`: only by the admin call",
  },
  switch: {
    value: "NAME=VALUE",
    of: "switches",
    default: "their initial values",
    meaning: "a switch of the README",
  },
} as const satisfies Readonly<Record<keyof typeof commandOptions, CommandOption>>;

// The command has every option of startEmulator.
null as unknown as keyof EmulatorOptions satisfies (typeof optionTable)[keyof typeof optionTable]["of"];

/** Whether an option can be given more than once. */
export function isRepeated(name: string): boolean {
  const options: ParseArgsOptionsConfig = commandOptions;
  return options[name]?.multiple === true;
}
