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
import type { Pulumi } from "../pulumi/commandLine";
import { exportStack, type StackExport, stackConfigEntries, withoutSecretMarks } from "../pulumi/stack";
import { differences } from "./differences";
import type { Keys } from "./propertyPath";

/** The properties of a resource whose values differ, secret ones included; `undefined` if it could not be read. */
export type SecretDrift = (definition: Definition, urn: string) => Promise<readonly Keys[] | undefined>;

/**
 * Finds out which secrets of a resource drifted. The events of the engine contain no secret value, so the resource is
 * read once more and compared with the decrypted state. Values stay in this process.
 */
export function secretReader(
  pulumi: Pulumi,
  stack: string,
  { environment, hide }: Pick<CommandContext, "environment" | "hide">,
): { readonly drifted: SecretDrift; close(): Promise<void> } {
  let opened: Promise<{ session: Session; clear: StackExport }> | undefined;
  const open = async () => {
    const config = await stackConfigEntries(pulumi, stack);
    const session = new Session((key) => config[key]?.value, { clock: systemClock, environment });
    hide(() => session.secrets());
    return { session, clear: await exportStack(pulumi, stack, "decrypted") };
  };
  return {
    drifted: async (definition, urn) => {
      try {
        opened ??= open();
        const { session, clear } = await opened;
        return await driftedKeys(definition, urn, session, clear);
      } catch (error) {
        if (error instanceof Problem) {
          return undefined;
        }
        throw error;
      }
    },
    close: async () => (await opened?.catch(() => undefined))?.session.close(),
  };
}

async function driftedKeys(
  definition: Definition,
  urn: string,
  session: Session,
  { deployment }: StackExport,
): Promise<readonly Keys[] | undefined> {
  const recorded = deployment.resources?.find((one) => one.urn === urn && one.delete !== true);
  if (recorded?.id === undefined) {
    return undefined;
  }
  const [inputs, outputs] = [recorded.inputs ?? {}, recorded.outputs ?? {}].map(withoutSecretMarks);
  const { props } = await read({ definition, session }, recorded.id, outputs ?? {});
  if (props === undefined) {
    return undefined;
  }
  const wanted = wantedFields({ definition, session }, props, inputs ?? {});
  const shown = fieldsAsWanted(definition, props);
  return differences(shownOnly(definition, wanted), shownOnly(definition, shown)).map(({ keys }) => keys);
}
