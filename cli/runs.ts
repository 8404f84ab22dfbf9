import { chosenAction } from "./actions";
import { command } from "./command";
import { cancelRun } from "./runs/cancel";
import { listRuns } from "./runs/list";
import { retryRun } from "./runs/retry";
import { selectionOptions, withStackServices } from "./serviceReads";

const actions = { list: listRuns, retry: retryRun, cancel: cancelRun } as const;

/** Lists runs of flows, and retries or cancels one. */
export const runs = command({
  name: "runs",
  summary: "lists the runs of a flow, retries a failed run, or cancels a run in progress",
  positionals: ["ACTION", "ID"],
  usage: `  list FLOW        runs of a flow, given by its id or by its name in the program; the newest first
  retry RUN        starts a failed run again, or a successful one without records; asks first
  cancel RUN       cancels a run in progress; asks first
  --stack NAME     default: the selected one
  --cwd FOLDER     the project's folder (default: this one)
  --provider NAME  explicit provider whose configuration is used (default: the configuration of the stack)
  --sandbox NAME   sandbox of the flow (default: the one of the stack or the provider)
  --status STATUS  list: only runs with this status, such as failed (default: any)
  --limit NUMBER   list: at most this many runs (default: 20)
  --yes            retry and cancel without confirmation
  --json           one JSON document instead of lines`,
  options: {
    ...selectionOptions,
    status: { type: "string" },
    limit: { type: "string" },
    yes: { type: "boolean", short: "y" },
    json: { type: "boolean" },
  },
  run: async (values, context, [name = "", id = ""]) => {
    const action = chosenAction("runs", actions, name);
    return withStackServices(values, context, (opened) => action({ ...opened, id, values, context }));
  },
});
