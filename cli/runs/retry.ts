import { LostResponseError, Problem, textOf, wordOrQuoted } from "../../provider/cliApi";
import { writeToService } from "../serviceWrite";
import { describedRun, existingRun, type RunsRequest } from "./run";

/** Starts a run again, after a confirmation. */
export async function retryRun(request: RunsRequest): Promise<number> {
  const { id, stack, services, values, context } = request;
  const run = await existingRun(request);
  const started = await writeToService(services, context, values.yes === true, {
    question: `Retry ${describedRun(run, services)}?`,
    otherwise: "No run was started.",
    activity: `retrying the run ${wordOrQuoted(id)}`,
    send: async ({ flowService }) => {
      try {
        return { id: await flowService.retryRun(id) };
      } catch (error) {
        throw error instanceof LostResponseError ? uncertain(error, textOf(run.flowId)) : error;
      }
    },
  });
  if (started === undefined) {
    return 1;
  }
  if (values.json === true) {
    const { sandbox } = services.scope;
    context.json({ stack, sandbox, flow: run.flowId ?? null, run: id, newRun: started.id });
  } else {
    context.log(`Started the run ${wordOrQuoted(started.id)} as a retry of ${wordOrQuoted(id)}.`, "good");
  }
  return 0;
}

// A second retry would ingest the data of the first one again.
function uncertain(error: LostResponseError, flowId: string): Problem {
  return new Problem(
    {
      what: error.parts.what,
      advice: `Before you retry the run again, look for a new run: npx pulumi-aep runs list ${wordOrQuoted(flowId)}.`,
    },
    { cause: error },
  );
}
