import { Problem, type Service } from "../provider/cliApi";
import { type CommandContext, closing, command, unlessStopped } from "./command";
import { compare } from "./compare/comparison";
import { markdownOf } from "./compare/markdown";
import { exitCodes, jsonOf, linesOf, outcomeOf, type Report } from "./compare/report";
import { openSide, readSide } from "./compare/side";
import type { SandboxSelection } from "./sandboxSession";

/** Shows what differs in meaning between two sandboxes. */
export const compareCommand = command({
  name: "compare",
  summary:
    "shows what differs in meaning between two sandboxes; exit code 0: nothing, 2: differences, 1: could not be determined",
  usage: `  --from NAME         sandbox (default: AEP_SANDBOX, else prod; with --from-stack that of the stack)
  --to NAME           sandbox to compare it with (default: likewise)
  --from-stack STACK  use the configuration of a stack of this project instead of that of the environment
  --to-stack STACK    likewise; also its sandbox if --to is not given
  --from-config FILE  use the configuration in a file such as Pulumi.prod.yaml, of another organisation for example
  --to-config FILE    likewise
  --madconnect        compare two accounts of MadConnect, whose ids are NAME
  --json              one JSON document instead of a table
  --markdown          Markdown for a pull request instead of a table
Only reads. Reads the configuration from the environment like export: AEP_ORG_ID, AEP_CLIENT_ID, …`,
  options: {
    from: { type: "string" },
    to: { type: "string" },
    "from-stack": { type: "string" },
    "to-stack": { type: "string" },
    "from-config": { type: "string" },
    "to-config": { type: "string" },
    madconnect: { type: "boolean" },
    json: { type: "boolean" },
    markdown: { type: "boolean" },
  },
  run: async (values, context) => {
    if (values.json === true && values.markdown === true) {
      throw new Problem({ what: "Either --json or --markdown can be given, not both." });
    }
    const from = { name: values.from, stack: values["from-stack"], config: values["from-config"] };
    const to = { name: values.to, stack: values["to-stack"], config: values["to-config"] };
    try {
      const report = await reportOf({ from, to }, values.madconnect === true ? "madconnect" : "aep", context);
      if (values.json === true) {
        context.json(jsonOf(report));
      } else {
        const lines =
          values.markdown === true ? markdownOf(report).map((line): [string] => [line]) : linesOf(report);
        for (const [line, tone] of lines) {
          context.log(line, tone);
        }
      }
      return exitCodes[outcomeOf(report)];
    } catch (error) {
      if (values.json === true && error instanceof Problem) {
        context.json({ outcome: "could not be determined", error: error.message });
      }
      throw error;
    }
  },
});

async function reportOf(
  selection: Readonly<Record<"from" | "to", SandboxSelection>>,
  service: Service,
  context: CommandContext,
): Promise<Report> {
  const from = await openSide(selection.from, service, context);
  return closing(context, [from.session], async () => {
    const to = await openSide(selection.to, service, context);
    return closing(context, [to.session], async () => {
      if (from.place === to.place) {
        throw new Problem({
          what: `Both sides are ${from.place}.`,
          advice: "Pass another sandbox with --to NAME, --to-stack STACK or --to-config FILE.",
        });
      }
      // One after the other: the budget of requests applies to each session, and the limits of AEP to the organisation.
      const sandboxes = {
        from: await readSide(from, service, context),
        to: await readSide(to, service, context),
      };
      return { from, to, ...(await unlessStopped(context, compare(sandboxes, context.doing))) };
    });
  });
}
