import {
  type Definition,
  fieldsAsWanted,
  Problem,
  read,
  Session,
  shownOnly,
  systemClock,
  wantedFields,
} from "../../provider/cliApi";
import type { CommandContext } from "../command";
import { explicitProviders, ProviderSessions } from "../pulumi/explicitProviders";
import type { ClearStack } from "../pulumi/secrets";
import { type StackExport, withoutSecretMarks } from "../pulumi/stack";
import { differences } from "./differences";
import type { Keys } from "./propertyPath";

/** The properties of a resource whose values differ, secret ones included; `undefined` if it could not be read. */
export type SecretDrift = (definition: Definition, urn: string) => Promise<readonly Keys[] | undefined>;

/**
 * Finds out which secrets of a resource drifted. The events of the engine contain no secret value, so the resource is
 * read once more, with the configuration of its provider, and compared with the decrypted state. Values stay in this
 * process.
 */
export function secretReader(
  { config, state }: Pick<ClearStack, "config" | "state">,
  { environment, hide }: Pick<CommandContext, "environment" | "hide">,
): { readonly drifted: SecretDrift; close(): Promise<void> } {
  const dependencies = { clock: systemClock, environment };
  const ofStack = new Session((key) => config[key]?.value, dependencies);
  const sessions = new ProviderSessions(ofStack, explicitProviders(state), dependencies);
  hide(() => sessions.secrets());
  return {
    drifted: async (definition, urn) => {
      try {
        return await driftedKeys(definition, urn, sessions, state);
      } catch (error) {
        if (error instanceof Problem) {
          return undefined;
        }
        throw error;
      }
    },
    close: () => sessions.close(),
  };
}

async function driftedKeys(
  definition: Definition,
  urn: string,
  sessions: ProviderSessions,
  { deployment }: StackExport,
): Promise<readonly Keys[] | undefined> {
  const recorded = deployment.resources?.find((one) => one.urn === urn && one.delete !== true);
  if (recorded?.id === undefined) {
    return undefined;
  }
  const session = sessions.of(recorded);
  const [inputs, outputs] = [recorded.inputs ?? {}, recorded.outputs ?? {}].map(withoutSecretMarks);
  const { props } = await read({ definition, session }, recorded.id, outputs ?? {});
  if (props === undefined) {
    return undefined;
  }
  const wanted = wantedFields({ definition, session }, props, inputs ?? {});
  const shown = fieldsAsWanted(definition, props);
  return differences(shownOnly(definition, wanted), shownOnly(definition, shown)).map(({ keys }) => keys);
}
