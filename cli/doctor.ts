import { Problem, Session, systemClock } from "../provider/cliApi";
import { command } from "./command";
import { examine } from "./doctor/checks";
import { contextOf } from "./doctor/context";
import { readProject } from "./doctor/project";
import { chosenFolder } from "./project";
import { pulumiIn } from "./pulumi/commandLine";

/** Checks the conditions that Pulumi and this package need. */
export const doctor = command({
  name: "doctor",
  summary:
    "checks configuration, credentials, permissions, clock and versions; shows how to fix each failure",
  usage: `  --stack NAME     default: the selected one
  --cwd FOLDER     the project's folder (default: this one)`,
  endsAtOnce: true,
  options: {
    stack: { type: "string", short: "s" },
    cwd: { type: "string" },
  },
  run: async (values, { environment, folder, log, hide }) => {
    const place = chosenFolder(folder, values.cwd);
    const pulumi = pulumiIn(place, environment);
    const engine = await pulumi(["version"]).then(
      (text) => text.trim(),
      (error: unknown) => {
        if (error instanceof Problem) {
          return error;
        }
        throw error;
      },
    );
    const project = await readProject(pulumi, place, values.stack);
    const config = project.is === "read" ? project.config : {};
    const session = new Session((key) => config[key]?.value, {
      clock: systemClock,
      environment,
      configOrigin: project.is === "read" ? "stack" : "environment",
    });
    const providers = project.is === "read" ? project.providers : [];
    const whole = { environment, node: process.versions.node, engine, project, session };
    const explicit = providers.map(({ name, urn, config: read }) => ({
      name,
      context: contextOf(whole, new Session(read, { clock: systemClock, environment }), urn),
    }));
    const sessions = [session, ...explicit.map(({ context }) => context.session)];
    const known = project.is === "read" ? project.secrets : [];
    hide(() => [...sessions.flatMap((one) => one.secrets()), ...known]);
    let failures = 0;
    try {
      for await (const { name, result } of examine(contextOf(whole, session), explicit)) {
        if (result.is === "failure") {
          failures++;
        }
        const lines = [`${result.is.padEnd(indent.length - 2)}  ${name}: ${result.line}`, ...fixOf(result)];
        log(lines.join("\n").replaceAll("\n", `\n${indent}`));
      }
    } finally {
      await Promise.all(sessions.map((one) => one.close()));
    }
    log(failures === 0 ? "No failures." : `Failures: ${failures}.`);
    return failures === 0 ? 0 : 1;
  },
});

/** Indentation of every line of a result but the first. */
const indent = " ".repeat("warning  ".length);

function fixOf({ fix }: { readonly fix?: string | undefined }): string[] {
  return fix === undefined ? [] : [`fix: ${fix}`];
}
