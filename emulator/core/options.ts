import { createHash } from "node:crypto";
import { hostNames, loopback } from "../http/hostNames";
import type { Switches } from "./switches";

/** A sandbox of the organisation. */
export interface Sandbox {
  /** The name that clients send as x-sandbox-name. */
  name: string;
  /** The id that entities carry. */
  id: string;
  /** Quotas differ between the two kinds. */
  type: "production" | "development";
  /** The name in the user interface. Default: the name. */
  title: string;
  /** The state in the list of sandboxes; requests are served in every state. Default `active`. */
  state: (typeof sandboxStates)[number];
  /** Whether the list of sandboxes has it; the list lacks sandboxes to which the client does not belong. Default true. */
  listed: boolean;
}

/** The documented states of a sandbox. */
export const sandboxStates = [
  "active",
  "creating",
  "provisioning",
  "resetting",
  "cleaning",
  "deleting",
  "de-provisioning",
  "deleted",
  "failed",
] as const;

/** A sandbox as an option: its name and type, and what differs from the defaults. */
export type SandboxOption = Pick<Sandbox, "name" | "type"> &
  Partial<Pick<Sandbox, "title" | "state" | "listed">>;

/** The options of an emulator. */
export interface EmulatorOptions {
  /** The port. The default 0 takes a free one. */
  port?: number;
  /**
   * The address to listen on. The default `127.0.0.1` keeps other machines out; `0.0.0.0` lets every machine in the
   * network send requests, and is for containers.
   */
  host?: string;
  /** More names by which clients reach the emulator: admin calls accept them, and the certificate is valid for them. */
  hostNames?: readonly string[];
  /** The one client id, which is also the x-api-key. Default `emulator-client`. */
  clientId?: string;
  /** The client's secret. Default `emulator-secret`. */
  clientSecret?: string;
  /** The organisation's id. Default `EMULATOR@AdobeOrg`. */
  organisation?: string;
  /** The tenant id, which is part of the ids of the organisation's schemas. Default `emulator`. */
  tenant?: string;
  /** A folder whose files every connection shows when it is explored. */
  contentFolder?: string;
  /** Sandboxes; a bare name is a development sandbox unless it is `prod`. Default `prod` and `dev`. */
  sandboxes?: readonly (string | SandboxOption)[];
  /** A file that keeps all data over restarts. Without it, the data is lost when the emulator ends. */
  stateFile?: string;
  /** Serves over https, with a certificate created at the start. Default false. */
  tls?: boolean;
  /** Where the PEM of the certificate's CA is written. Default: a temporary file, removed at the end. */
  caFile?: string;
  /** Switches that differ from their initial values. */
  switches?: Partial<Switches>;
}

/** The settings in force. */
export interface EmulatorSettings {
  host: string;
  /** The names and addresses by which clients reach the emulator. */
  hostNames: readonly string[];
  clientId: string;
  clientSecret: string;
  organisation: string;
  tenant: string;
  contentFolder: string | undefined;
  sandboxes: readonly Sandbox[];
}

/** What applies to options that are left out. */
export const defaults = {
  host: loopback,
  clientId: "emulator-client",
  clientSecret: "emulator-secret",
  organisation: "EMULATOR@AdobeOrg",
  tenant: "emulator",
  sandboxes: ["prod", "dev"],
} as const satisfies EmulatorOptions;

/**
 * Adds the defaults to the given options.
 *
 * @throws Error if a host or a host name is invalid.
 */
export function settings(options: EmulatorOptions): EmulatorSettings {
  const host = options.host ?? defaults.host;
  return {
    host,
    hostNames: hostNames(host, options.hostNames ?? []),
    clientId: options.clientId ?? defaults.clientId,
    clientSecret: options.clientSecret ?? defaults.clientSecret,
    organisation: options.organisation ?? defaults.organisation,
    tenant: options.tenant ?? defaults.tenant,
    contentFolder: options.contentFolder,
    sandboxes: (options.sandboxes ?? defaults.sandboxes).map((given) =>
      sandboxOf(
        typeof given === "string"
          ? { name: given, type: given === "prod" ? "production" : "development" }
          : given,
      ),
    ),
  };
}

/** A sandbox with the defaults. */
export function sandboxOf(option: SandboxOption): Sandbox {
  return { title: option.name, state: "active", listed: true, ...option, id: sandboxId(option.name) };
}

// Derived from the name, so that a sandbox has the same id after a restart and in another emulator.
function sandboxId(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    "-",
  );
}
