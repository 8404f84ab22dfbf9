import { Session, systemClock } from "../provider/cliApi";
import type { CommandContext } from "./command";

/**
 * A session with the configuration of the environment, without that of a stack. From then on, no output contains its
 * secrets. The caller closes it.
 *
 * @param sandbox - used instead of that of the environment
 */
export function environmentSession(
  sandbox: string | undefined,
  { environment, hide }: Pick<CommandContext, "environment" | "hide">,
): Session {
  const given = new Map([["aep:sandbox", sandbox]]);
  const session = new Session((key) => given.get(key), {
    clock: systemClock,
    environment,
    configOrigin: "environment",
  });
  hide(() => session.secrets());
  return session;
}
