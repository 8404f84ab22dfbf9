import { Problem, Session, systemClock } from "../provider/cliApi";
import { closing, command, unlessStopped } from "./command";
import { refusalsOfDestroy } from "./doctor/beforeDestroy";
import type { CheckResult } from "./doctor/check";
import { examine } from "./doctor/checks";
import { contextOf } from "./doctor/context";
import { readProject } from "./doctor/project";
import { chosenFolder } from "./project";
import { pulumiIn, untilStopped } from "./pulumi/commandLine";

/** Checks the conditions that Pulumi and this package need. */
export const doctor = command({
  name: "doctor",
  summary:
    "checks configuration, credentials, permissions, clock and versions; shows how to fix each failure",
  usage: `  --stack NAME     default: the selected one
  --cwd FOLDER     the project's folder (default: this one)
  --before-destroy also lists what would refuse a pulumi destroy of the stack
  --json           one JSON document instead of lines`,
  options: {
    stack: { type: "string", short: "s" },
    cwd: { type: "string" },
    "before-destroy": { type: "boolean" },
    json: { type: "boolean" },
  },
  run: async (values, context) => {
    const { environment, folder, log, json, hide, doing } = context;
    doing("running the checks");
    const place = chosenFolder(folder, values.cwd);
    const pulumi = untilStopped(pulumiIn(place, environment), context);
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
      urn,
      context: contextOf(whole, new Session(read, { clock: systemClock, environment }), urn),
    }));
    const sessions = [session, ...explicit.map(({ context }) => context.session)];
    const known = project.is === "read" ? project.secrets : [];
    hide(() => [...sessions.flatMap((one) => one.secrets()), ...known]);
    const found: Found[] = [];
    const add = (one: Found) => {
      found.push(one);
      if (values.json !== true) {
        log(textOf(one), tones[one.result.is]);
      }
    };
    const checking = async () => {
      for await (const one of examine(contextOf(whole, session), explicit)) {
        add(one);
      }
      if (values["before-destroy"] === true) {
        const byUrn = new Map(explicit.map(({ urn, context }) => [urn, context.session]));
        for (const result of await refusalsOfDestroy(project, session, byUrn)) {
          add({ name: "destroy", result });
        }
      }
    };
    await closing(context, sessions, () => unlessStopped(context, checking()));
    const failures = found.filter(({ result }) => result.is === "failure").length;
    if (values.json === true) {
      json({ stack: project.is === "read" ? project.stack : null, failures, checks: found.map(jsonOf) });
    } else {
      log(failures === 0 ? "No failures." : `Failures: ${failures}.`, failures === 0 ? "good" : "bad");
    }
    return failures === 0 ? 0 : 1;
  },
});

const tones = { ok: "good", warning: "warning", failure: "bad", skipped: "quiet" } as const;

/** Indentation of every line of a result but the first. */
const indent = " ".repeat("warning  ".length);

/** A result, and the check that it belongs to. */
interface Found {
  readonly name: string;
  readonly result: CheckResult;
}

function textOf({ name, result: { is, line, fix } }: Found): string {
  const lines = [`${is.padEnd(indent.length - 2)}  ${name}: ${line}`];
  return [...lines, ...(fix === undefined ? [] : [`fix: ${fix}`])].join("\n").replaceAll("\n", `\n${indent}`);
}

/** A result in the documented shape, which must not change. */
function jsonOf({ name, result: { is, line, fix } }: Found) {
  return { name, status: is === "failure" ? "failed" : is, message: line, advice: fix ?? null };
}
