import type { EmulatorOptions, FaultInput } from "../../../emulator/index";

/** Sandboxes of which one with productive data does not have the name that such sandboxes usually have. */
export const sandboxes = [
  { name: "prod", type: "production" },
  { name: "sunny", type: "production" },
  { name: "dev", type: "development" },
] as const satisfies NonNullable<EmulatorOptions["sandboxes"]>;

/** A sandbox that counts as one with productive data. */
export interface ProtectedSandbox {
  readonly what: string;
  readonly sandbox: string;
  /** The response to requests for the list of sandboxes. Default: the list. */
  readonly list?: FaultInput;
  /** Whether the request for the list is repeated before it counts as failed. */
  readonly isRetried?: boolean;
  /** The reason in the error. */
  readonly reason: RegExp;
}

/** A response to every request for the list of sandboxes. */
function listAnswer(status: number, body: object): FaultInput {
  return {
    kind: "answer",
    method: "GET",
    path: "/data/foundation/sandbox-management",
    times: 1_000,
    status,
    body: body as never,
  };
}

/** Every way in which a sandbox counts as one with productive data. */
export const protectedSandboxes: readonly ProtectedSandbox[] = [
  {
    what: "AEP reports prod as production",
    sandbox: "prod",
    reason: /AEP reports sandbox "prod" of organisation EMULATOR@AdobeOrg as production/,
  },
  {
    what: "AEP reports a sandbox with another name as production",
    sandbox: "sunny",
    reason: /AEP reports sandbox "sunny" of organisation EMULATOR@AdobeOrg as production/,
  },
  {
    what: "the sandbox is not listed",
    sandbox: "dev",
    list: listAnswer(200, { sandboxes: [{ name: "dev2", type: "development" }] }),
    reason:
      /AEP does not list sandbox "dev" of organisation EMULATOR@AdobeOrg.*\nlisted: dev2\n.*Did you mean dev2\?/,
  },
  {
    what: "no sandbox is listed",
    sandbox: "dev",
    list: listAnswer(200, { sandboxes: [] }),
    reason: /AEP does not list sandbox "dev".*\nAEP lists no sandbox: the credential has access to none\./,
  },
  {
    what: "the type of the sandbox is not documented",
    sandbox: "dev",
    list: listAnswer(200, { sandboxes: [{ name: "dev", type: "Development" }] }),
    reason: /with the type Development, which is not known as development/,
  },
  {
    what: "the sandbox is listed as deleted",
    sandbox: "dev",
    list: listAnswer(200, { sandboxes: [{ name: "dev", type: "development", state: "deleted" }] }),
    reason: /AEP does not list sandbox "dev"/,
  },
  ...([401, 403, 503] as const).map((status) => ({
    what: `the list is refused with ${status}`,
    sandbox: "dev",
    list: listAnswer(status, { title: "No.", status }),
    isRetried: status === 503,
    reason: new RegExp(
      `because AEP did not return the list of sandboxes, and aep:protectProduction \\(AEP_PROTECT_PRODUCTION\\) is set\\.\n.* was refused with status ${status}`,
    ),
  })),
  {
    what: "the response has no list",
    sandbox: "dev",
    list: listAnswer(200, {}),
    reason: /did not return the list of sandboxes.*\n.*no list of sandboxes/,
  },
];
