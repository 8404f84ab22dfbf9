import { Connectors, FlowService, unlimitedCall } from "../provider/cliApi";
import { type CommandContext, unlessStopped } from "./command";
import type { ServiceReads } from "./serviceReads";

/** The services of AEP with all their requests, within one sandbox. */
export interface WritingServices {
  readonly flowService: FlowService;
  readonly connectors: Connectors;
}

/** A request of a command that changes something in AEP. */
export interface ServiceWrite<Result> {
  /** Asks for the confirmation: "Retry the run …?" */
  readonly question: string;
  /** What is true if the request is not sent: "No run was started." */
  readonly otherwise: string;
  /** What the command is doing while the request is under way: "retrying the run". */
  readonly activity: string;
  /** Sends the request. */
  send(services: WritingServices): Promise<Result>;
}

/**
 * The only way in which commands change something in AEP: what applies to all such requests belongs here.
 *
 * @param isConfirmed whether `--yes` is given
 * @returns the result; `undefined` if the user did not confirm, which is then reported
 */
export async function writeToService<Result extends object>(
  { session, scope }: ServiceReads,
  context: CommandContext,
  isConfirmed: boolean,
  { question, otherwise, activity, send }: ServiceWrite<Result>,
): Promise<Result | undefined> {
  const call = { ...unlimitedCall("invoke"), report: context.error };
  // The request itself is refused too, but a confirmation of what is refused would mislead.
  await unlessStopped(context, session.guard.refuseProtected(scope, otherwise.replace(/\.$/, ""), call));
  if (!isConfirmed && (await context.confirm(question)) !== true) {
    context.error(`${otherwise} Use --yes to continue without confirmation.`, "warning");
    return undefined;
  }
  context.doing(activity);
  const gateway = session.gateway("aep", call);
  // Ctrl-C does not end it: the result of the request would stay unknown.
  return send({
    flowService: new FlowService(gateway, scope),
    connectors: new Connectors(gateway, scope),
  });
}
