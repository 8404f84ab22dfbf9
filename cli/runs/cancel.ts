import { wordOrQuoted } from "../../provider/cliApi";
import { writeToService } from "../serviceWrite";
import { describedRun, existingRun, type RunsRequest, shownRun } from "./run";

/** Cancels a run, after a confirmation. */
export async function cancelRun(request: RunsRequest): Promise<number> {
  const { id, stack, services, values, context } = request;
  const run = await existingRun(request);
  const cancelled = await writeToService(services, context, values.yes === true, {
    question: `Cancel ${describedRun(run, services)}?`,
    otherwise: "The run was not cancelled.",
    activity: `cancelling the run ${wordOrQuoted(id)}`,
    send: async ({ flowService }) => {
      await flowService.cancelRun(id);
      // The response to the action does not contain the status.
      return (await flowService.get("runs", id)) ?? {};
    },
  });
  if (cancelled === undefined) {
    return 1;
  }
  const { status } = shownRun(cancelled);
  if (values.json === true) {
    context.json({ stack, sandbox: services.scope.sandbox, flow: run.flowId ?? null, run: id, status });
  } else {
    const now = status === null ? "" : ` Its status is ${wordOrQuoted(status)}.`;
    context.log(`AEP has accepted the cancellation of the run ${wordOrQuoted(id)}.${now}`, "good");
  }
  return 0;
}
