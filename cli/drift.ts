import { Problem } from "../provider/cliApi";
import { type CommandContext, command } from "./command";
import { type DriftReport, driftReport, jsonOf, linesOf } from "./drift/report";
import { chosenProject, chosenStack } from "./project";
import { pulumiIn, untilStopped } from "./pulumi/commandLine";

/** Shows resources that were changed outside Pulumi. */
export const drift = command({
  name: "drift",
  summary:
    "shows resources that were changed outside Pulumi; exit code 0: no drift, 2: drift, 1: could not be determined",
  usage: `  --stack NAME     default: the selected one
  --cwd FOLDER     the project's folder (default: this one)
  --json           one JSON document instead of a table`,
  options: {
    stack: { type: "string", short: "s" },
    cwd: { type: "string" },
    json: { type: "boolean" },
  },
  run: (values, context) => (values.json === true ? inJson(values, context) : inWords(values, context)),
});

/** The options that select a stack. */
interface Selection {
  readonly stack?: string | undefined;
  readonly cwd?: string | undefined;
}

async function reportFor({ stack, cwd }: Selection, context: CommandContext): Promise<DriftReport> {
  const project = chosenProject(context.folder, cwd);
  const pulumi = untilStopped(pulumiIn(project, context.environment), context);
  const name = await chosenStack(pulumi, stack);
  context.doing(`comparing the resources of ${name} with their services`);
  return driftReport(project, name, context).catch((error: unknown) => {
    throw undetermined(error);
  });
}

async function inWords(selection: Selection, context: CommandContext): Promise<number> {
  const found = await reportFor(selection, context);
  for (const [line, tone] of linesOf(found)) {
    context.log(line, tone);
  }
  return found.resources.length > 0 ? 2 : 0;
}

async function inJson(selection: Selection, context: CommandContext): Promise<number> {
  try {
    const found = await reportFor(selection, context);
    context.json(jsonOf(found));
    return found.resources.length > 0 ? 2 : 0;
  } catch (error) {
    if (error instanceof Problem) {
      const { stack = null } = selection;
      context.json({ stack, outcome: "could not be determined", drift: null, error: error.message });
    }
    throw error;
  }
}

function undetermined(error: unknown): unknown {
  if (!(error instanceof Problem)) {
    return error;
  }
  const { what } = error.parts;
  return new Problem({ ...error.parts, what: `Drift could not be determined. ${what}` }, { cause: error });
}
