import { aepRealm, placeName, type Service, type Session } from "../../provider/cliApi";
import { type CommandContext, unlessStopped } from "../command";
import { EntityReader } from "../export/read/reader";
import { openSandbox, type SandboxSelection } from "../sandboxSession";
import type { Sandbox } from "./comparison";

/** One side of a comparison, open for reading. */
export interface Side {
  readonly session: Session;
  /** The sandbox and organisation, or the account, for messages. */
  readonly place: string;
  /** A short name for the head of a column. */
  readonly shortName: string;
}

/** Opens one side of a comparison. From then on, no output contains the secrets of its configuration. */
export async function openSide(
  selection: SandboxSelection,
  service: Service,
  context: CommandContext,
): Promise<Side> {
  const session = await openSandbox(selection, service, context);
  const { settings } = session;
  if (service === "madconnect") {
    const account = settings.get("madconnectAccountId");
    return account === undefined
      ? { session, place: "the own account of the MadConnect client", shortName: "own account" }
      : { session, place: `MadConnect account ${account}`, shortName: account };
  }
  const scope = { orgId: settings.require("orgId"), sandbox: settings.require("sandbox") };
  return { session, place: placeName(aepRealm, scope).replace(/^in /, ""), shortName: scope.sandbox };
}

/** Reads everything in a sandbox that is compared. */
export async function readSide(
  { session, place }: Side,
  service: Service,
  context: CommandContext,
): Promise<Sandbox> {
  const reader = new EntityReader(session, {
    report: (line) => context.error(line, "quiet"),
    doing: (activity) => context.doing(`${activity} of ${place}`),
  });
  return unlessStopped(context, reader.read({ flows: [], madconnect: service === "madconnect" }));
}
