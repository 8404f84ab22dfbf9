import { command } from "./command";
import { previewRefresh, type Refreshed } from "./drift/refresh";
import { driftOf, nameIn } from "./drift/resourceDrift";
import { tableOf } from "./drift/table";
import { chosenProject, chosenStack } from "./project";
import { pulumiIn, runPulumi } from "./pulumi/commandLine";
import { stackSecrets } from "./pulumi/secrets";

/** Shows resources that were changed outside Pulumi. */
export const drift = command({
  name: "drift",
  summary:
    "shows resources that were changed outside Pulumi; exit code 0: none, 2: some, 1: the check failed",
  usage: `  --stack NAME     default: the selected one
  --cwd FOLDER     the project's folder (default: this one)
  --json           one JSON document instead of a table`,
  endsAtOnce: true,
  options: {
    stack: { type: "string", short: "s" },
    cwd: { type: "string" },
    json: { type: "boolean" },
  },
  run: async (values, { environment, folder, log, error, json, hide }) => {
    const project = chosenProject(folder, values.cwd);
    const pulumi = pulumiIn(project, environment);
    const stack = await chosenStack(pulumi, values.stack);
    const [secrets, preview] = await Promise.allSettled([
      stackSecrets(pulumi, stack),
      previewRefresh((args, more) => runPulumi(project, { ...environment, ...more }, args), stack),
    ]);
    // Messages of any provider can quote them, those of a failed preview too.
    const known = secrets.status === "fulfilled" ? secrets.value : [];
    hide(() => known);
    if (preview.status === "rejected") {
      throw preview.reason;
    }
    if (secrets.status === "rejected") {
      throw secrets.reason;
    }
    const { resources, messages } = preview.value;
    for (const message of messages) {
      error(message);
    }
    for (const resource of resources) {
      for (const line of unfinished(resource)) {
        error(line);
      }
    }

    const checked = resources.filter(isChecked).length;
    const drifted = (await Promise.all(resources.map(driftOf))).filter((one) => one !== undefined);
    const isDrift = drifted.length > 0;
    if (values.json === true) {
      json({ stack, drift: isDrift, checked, resources: drifted });
    } else if (isDrift) {
      for (const line of tableOf(drifted)) {
        log(line);
      }
      log(`${drifted.length} of ${checked} resources of ${stack} were changed outside Pulumi.`);
      log("To undo the changes, run pulumi up --refresh; to keep them, change the program.");
    } else {
      log(`No drift: all resources of ${stack} (${checked}) match their recorded state.`);
    }
    return isDrift ? 2 : 0;
  },
});

/** Components and providers are not read, so they are not checked. */
function isChecked({ type, old }: Refreshed): boolean {
  return old?.custom === true && old.delete !== true && !type.startsWith("pulumi:");
}

function unfinished({ urn, old }: Refreshed): string[] {
  if ((old?.initErrors ?? []).length === 0) {
    return [];
  }
  return [`${nameIn(urn)}: the last pulumi up did not complete this resource; run pulumi up again (${urn}).`];
}
