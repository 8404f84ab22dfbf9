import path from "node:path";
import { didYouMean, nearest, Problem, quotedText, type Session, wordOrQuoted } from "../provider/cliApi";
import { type CommandContext, closing, command, unlessStopped } from "./command";
import { graphOf } from "./graph/build";
import { type FormatName, formats } from "./graph/formats/formats";
import { mermaidLimits } from "./graph/formats/mermaid";
import type { Graph } from "./graph/graph";
import { writeOutput } from "./graph/outputFile";
import { sandboxParts } from "./graph/sandboxParts";
import { selected } from "./graph/selection";
import { stackParts } from "./graph/stackParts";
import { chosenProject, chosenStack } from "./project";
import { pulumiIn, untilStopped } from "./pulumi/commandLine";
import { openStack } from "./pulumi/openStack";
import { openSandbox } from "./sandboxSession";

const formatNames = Object.keys(formats) as FormatName[];

/** The options that select what is drawn. */
interface Selection {
  readonly stack?: string | undefined;
  readonly cwd?: string | undefined;
  readonly sandbox?: string | undefined;
  readonly madconnect?: boolean | undefined;
  readonly flow?: readonly string[] | undefined;
}

/** Draws the pipelines of a stack or a sandbox. */
export const graph = command({
  name: "graph",
  summary: "draws the pipelines of a stack or a sandbox as Mermaid, DOT or an HTML page; only reads",
  usage: `  --stack NAME      stack to draw, from its state without requests to the services (default: the selected one)
  --cwd FOLDER      the project's folder (default: this one)
  --sandbox NAME    sandbox to read and draw instead of a stack
  --madconnect      read and draw MadConnect instead of a stack
  --flow NAME       only this flow and what it needs, by name or id; can be repeated (default: everything)
  --format FORMAT   ${formatNames.join(", ")} (default: by the name of the file in --out, else mermaid)
  --out FILE        file to write or replace (default: standard output)
With --sandbox or --madconnect, the configuration comes from the environment, or from the stack if --stack is given.`,
  options: {
    stack: { type: "string", short: "s" },
    cwd: { type: "string" },
    sandbox: { type: "string" },
    madconnect: { type: "boolean" },
    flow: { type: "string", multiple: true },
    format: { type: "string" },
    out: { type: "string" },
  },
  run: async (values, context) => {
    const format = chosenFormat(values.format, values.out);
    if (values.madconnect === true && values.flow !== undefined) {
      throw new Problem({
        what: "--flow selects flows of AEP, and MadConnect has none.",
        advice: "Leave --flow out.",
      });
    }
    const isOfServices = values.sandbox !== undefined || values.madconnect === true;
    const drawn = await (isOfServices ? ofServices(values, context) : ofStack(values, context));
    if (drawn.nodes.length === 0) {
      throw new Problem({
        what: `There is nothing to draw: ${quotedText(drawn.title)} has no resources of this package.`,
        advice: "Choose another stack with --stack, or a sandbox with --sandbox.",
      });
    }
    const text = formats[format].write(drawn);
    if (values.out === undefined) {
      context.log(text.trimEnd());
    } else {
      writeOutput(path.resolve(context.folder, values.out), text);
      context.error(`${values.out}: ${drawn.nodes.length} nodes, ${drawn.edges.length} edges`);
    }
    if (format === "mermaid" && isTooLarge(drawn, text)) {
      context.error(
        `Mermaid draws at most ${mermaidLimits.edges} edges and ${mermaidLimits.characters} characters unless its maxEdges and maxTextSize are raised: choose flows with --flow, or --format html.`,
        "warning",
      );
    }
    return 0;
  },
});

function chosenFormat(name: string | undefined, out: string | undefined): FormatName {
  if (name === undefined) {
    const extension = path.extname(out ?? "").toLowerCase();
    const isOf = (format: FormatName) => formats[format].extensions.some((one) => one === extension);
    return formatNames.find(isOf) ?? "mermaid";
  }
  const found = formatNames.find((one) => one === name);
  if (found === undefined) {
    throw new Problem({
      what: `There is no format ${quotedText(name)}.${didYouMean(nearest(name, formatNames))}`,
      advice: `The formats are ${formatNames.join(", ")}.`,
    });
  }
  return found;
}

function isTooLarge({ edges }: Graph, text: string): boolean {
  return edges.length > mermaidLimits.edges || text.length > mermaidLimits.characters;
}

async function ofStack({ stack, cwd, flow = [] }: Selection, context: CommandContext): Promise<Graph> {
  const pulumi = untilStopped(pulumiIn(chosenProject(context.folder, cwd), context.environment), context);
  const name = await chosenStack(pulumi, stack);
  context.doing(`reading the stack ${name}`);
  const { parts, azureIds, secrets } = await stackParts(pulumi, name);
  context.hide(() => secrets);
  const chosen = selected(parts, flow, `The stack ${wordOrQuoted(name)}`);
  return graphOf(chosen, { title: `Stack ${name}`, azureIds, secrets: context.hidden() });
}

async function ofServices(selection: Selection, context: CommandContext): Promise<Graph> {
  const { flow = [], madconnect = false } = selection;
  const session = await sessionFor(selection, context);
  return closing(context, [session], async () => {
    const { settings } = session;
    settings.demand(madconnect ? "madconnect" : "aep");
    const title = madconnect ? "MadConnect" : `Sandbox ${settings.require("sandbox")}`;
    const place = `The sandbox ${wordOrQuoted(settings.require("sandbox"))}`;
    const output = { report: context.error, doing: context.doing };
    const reading = sandboxParts(session, { flows: flow, madconnect, place }, output);
    const { parts, gaps } = await unlessStopped(context, reading);
    for (const { subject, id, problem, cause } of gaps) {
      const about = id === undefined ? subject : `${subject} ${wordOrQuoted(id)}`;
      context.error(`${about} ${problem}${cause === undefined ? "" : `: ${cause}`}`, "warning");
    }
    return graphOf(parts, { title, azureIds: [], secrets: context.hidden() });
  });
}

/** A session with the configuration of the environment, or of a stack if one is chosen. */
async function sessionFor(
  { stack, cwd, sandbox, madconnect }: Selection,
  context: CommandContext,
): Promise<Session> {
  if (stack !== undefined) {
    return (await openStack({ stack, cwd, sandbox }, context)).session;
  }
  return openSandbox({ name: sandbox }, madconnect === true ? "madconnect" : "aep", context);
}
