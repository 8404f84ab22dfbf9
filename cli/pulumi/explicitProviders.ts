import { type ConfigReader, type Dependencies, Problem, Session, textOf } from "../../provider/cliApi";
import { type StackExport, type StateResource, withoutSecretMarks } from "./stack";

/** An explicit provider of dynamic resources in the state of a stack. */
export interface ExplicitProvider {
  readonly urn: string;
  /** Its name in the program. */
  readonly name: string;
  /** Its configuration as recorded, in clear. */
  readonly config: ConfigReader;
}

const providerType = "pulumi:providers:pulumi-nodejs";

/** The explicit providers of a stack. Their secrets are in clear if they are in the export. */
export function explicitProviders({ deployment }: StackExport): ExplicitProvider[] {
  return (deployment.resources ?? [])
    .filter(({ type, urn }) => type === providerType && !isDefault(urn))
    .map(({ urn, inputs = {} }) => {
      const values = withoutSecretMarks(inputs);
      return {
        urn,
        name: nameIn(urn),
        config: (key) => (values[key] === undefined ? undefined : textOf(values[key])),
      };
    });
}

/** The URN of the explicit provider of a resource; `undefined` if it uses the default one. */
export function providerUrnOf({ provider = "" }: StateResource): string | undefined {
  const urn = provider.slice(0, provider.lastIndexOf("::"));
  return urn === "" || isDefault(urn) ? undefined : urn;
}

// The engine tells default providers from others by their names, too.
function isDefault(urn: string): boolean {
  return nameIn(urn).startsWith("default");
}

function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** One session per provider of a stack: that of the stack config, and those of the explicit providers. */
export class ProviderSessions {
  readonly #default: Session;
  readonly #explicit: ReadonlyMap<string, Session>;

  constructor(ofStack: Session, providers: readonly ExplicitProvider[], dependencies: Dependencies) {
    this.#default = ofStack;
    this.#explicit = new Map(providers.map(({ urn, config }) => [urn, new Session(config, dependencies)]));
  }

  /** The session with the configuration of a resource's provider. */
  of(resource: StateResource): Session {
    const urn = providerUrnOf(resource);
    if (urn === undefined) {
      return this.#default;
    }
    const session = this.#explicit.get(urn);
    if (session === undefined) {
      // The configuration of the stack may be that of another organisation.
      throw new Problem({
        what: `${nameIn(resource.urn)}: its provider ${nameIn(urn)} is not in the state of the stack.`,
        advice: "Restore a complete state: pulumi stack export --version, then pulumi stack import.",
      });
    }
    return session;
  }

  /** The values that no message may show. */
  secrets(): string[] {
    return this.#all.flatMap((session) => session.secrets());
  }

  /** Closes the connections. */
  async close(): Promise<void> {
    await Promise.all(this.#all.map((session) => session.close()));
  }

  get #all(): Session[] {
    return [this.#default, ...this.#explicit.values()];
  }
}
