import * as pulumi from "@pulumi/pulumi";
import * as emulatorPackage from "../../../emulator/index";
import { closeServices } from "../../../provider/functions";
import { type Kind, kinds, tokenOf } from "../../../provider/kinds";
import * as aep from "../../../sdk";
import * as azure from "../../../sdk/azure";
import * as madconnect from "../../../sdk/madconnect";
import type { PlainClient } from "../emulator/plainClient";
import { aepConfig } from "../functionsBed";
import { InProcessHost } from "../host/inProcessHost";
import type { Properties } from "../host/providerHost";

const modules: Readonly<Record<string, unknown>> = {
  "@pulumi/pulumi": pulumi,
  "pulumi-aep": aep,
  "pulumi-aep/azure": azure,
  "pulumi-aep/madconnect": madconnect,
  "aep-emulator": emulatorPackage,
};

/** The id and the account of an existing entity on the pages of the reference. */
const onPages = { id: "ID", accountId: "ACCOUNT" } as const;

/** The sandbox on those pages. */
const sandbox = "dev";

/** What a program may use besides its imports, for what its reader has done before. */
const declarations = `declare const idOf: (resource: pulumi.CustomResource) => Promise<string>;
declare const emulated: (method: "PUT", path: string, body: object) => Promise<void>;
declare const created: () => Promise<void>;
`;

/** The text of a program that runs an example after what precedes it. */
export function programOf(before: string, example: string, after = ""): string {
  return `import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";
import * as azure from "pulumi-aep/azure";
import * as madconnect from "pulumi-aep/madconnect";
import { startEmulator } from "aep-emulator";
${declarations}
const config = new pulumi.Config();
export async function run(): Promise<void> {
  ${before}
  {
    ${example}
    ${after}
  }
}
`;
}

/** What a program has done. */
export interface RunResult {
  /** Types of the resources that were created or read. */
  readonly types: readonly string[];
  /** What was refused, with the name of each resource. */
  readonly failures: readonly string[];
}

/**
 * Runs a compiled program of {@link programOf} in this process: its resources are checked and created by the provider, and
 * its functions send their requests, both to the emulator.
 */
export async function runProgram(
  code: string,
  { url, clock }: Pick<emulatorPackage.RunningEmulator, "url" | "clock">,
  plain: PlainClient,
): Promise<RunResult> {
  const host = new InProcessHost(url, {
    config: { "aep:sandbox": sandbox },
    passes: (milliseconds) => clock.advance(milliseconds),
  });
  const engine = new ExampleEngine(host);
  try {
    await closeServices();
    register(engine);
    pulumi.runtime.setAllConfig({ ...aepConfig(url), ...programConfig });
    const exports: { run?: () => Promise<void> } = {};
    new Function("require", "exports", "idOf", "emulated", "created", code)(
      (name: string) => modules[name],
      exports,
      (resource: pulumi.CustomResource) => new Promise((resolve) => resource.id.apply(resolve)),
      (method: "PUT", path: string, body: object) => plain.admin(method, path, body),
      allRegistered,
    );
    await exports.run?.();
    await allRegistered();
    return { types: engine.types, failures: engine.failures };
  } finally {
    await closeServices();
    await host.close();
  }
}

/** Waits until all resources are created. Pulumi does not declare this function in its types. */
function allRegistered(): Promise<void> {
  return (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
}

const programConfig = {
  "aep:sandbox": sandbox,
  "aep:madconnectClientSecret": "emulator-secret",
  "examples:connectionString": "AccountName=acmestorage;AccountKey=a-key-for-tests",
  "examples:passPhrase": "a-passphrase-for-tests",
  "examples:acmeClientId": "emulator-client",
  "examples:acmeClientSecret": "emulator-secret",
};

/** Pulumi's mocks, of which the functions of the package see nothing: they send requests as in a program. */
function register(engine: pulumi.runtime.Mocks): void {
  pulumi.runtime.setMocks(engine, "examples", "dev");
  const monitor = pulumi.runtime.getMonitor() as object;
  const shown = new Proxy(monitor, {
    get: (target, name) => {
      const member: unknown = name === "mocks" ? undefined : Reflect.get(target, name);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
  pulumi.runtime.setMockOptions(shown, "examples", "dev");
}

/** Brings resources up as the engine does, one after the other. */
class ExampleEngine implements pulumi.runtime.Mocks {
  readonly types: string[] = [];
  readonly failures: string[] = [];
  readonly #created = new Map<Kind, { readonly id: string; readonly outputs: Properties }>();

  constructor(private readonly host: InProcessHost) {}

  call(): Promise<Properties> {
    return Promise.resolve({});
  }

  async newResource({ type, name, inputs, id }: pulumi.runtime.MockResourceArgs) {
    const kind = kinds.find((candidate) => tokenOf(candidate) === type);
    this.types.push(type);
    const { __provider: _, ...program } = withoutSecretMarkers(inputs) as Properties;
    if (kind === undefined) {
      return { id: `id-of-${name}`, state: program };
    }
    try {
      const found = id ? await this.#read(kind, id, program) : await this.#create(kind, program);
      return { id: found.id, state: found.outputs };
    } catch (error) {
      this.failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      return { id: `failed-${name}`, state: program };
    }
  }

  async #create(kind: Kind, program: Properties) {
    const { inputs, failures } = await this.host.check(kind, {}, program);
    if (failures.length > 0) {
      throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
    }
    const created = await this.host.create(kind, inputs);
    this.#created.set(kind, created);
    return created;
  }

  async #read(kind: Kind, given: string, known: Properties) {
    const { id, outputs: theirs } = this.#created.get(kind) ?? { id: given, outputs: known };
    const place = known.accountId === onPages.accountId ? { accountId: theirs.accountId } : {};
    const outputs = await this.host.read(kind, given === onPages.id ? id : given, { ...known, ...place });
    if (outputs === undefined) {
      throw new Error(`There is no ${kind} ${id}.`);
    }
    return { id, outputs };
  }
}

/** Values without the markers of Pulumi for secrets, as the host passes them to the provider. */
function withoutSecretMarkers(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutSecretMarkers);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const { [pulumi.runtime.specialSigKey]: signature, ...members } = value as Properties;
  return signature === pulumi.runtime.specialSecretSig
    ? withoutSecretMarkers(members.value)
    : Object.fromEntries(
        Object.entries(members).map(([name, member]) => [name, withoutSecretMarkers(member)]),
      );
}
