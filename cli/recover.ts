import { rmSync } from "node:fs";
import path from "node:path";
import { Problem, readCreationNotes, Session, systemClock } from "../provider/cliApi";
import { command } from "./command";
import { pulumiIn } from "./pulumi/commandLine";
import { exportStack, newestUpdate, type StackExport, stackConfig } from "./pulumi/stack";
import { attributesCutShort } from "./recover/attributes";
import { choicesIn } from "./recover/choices";
import { type Decision, Decisions, isOfRun } from "./recover/decisions";
import { staleLock } from "./recover/locks";
import { repaired } from "./recover/repairedState";
import { stateFolder } from "./recover/stateFolder";

/** Repairs the state of a stack whose update was killed. */
export const recover = command({
  name: "recover",
  summary: "repairs the state of a stack after its pulumi up or destroy was killed",
  usage: `  --stack NAME     default: the selected one
  --cwd FOLDER     the project's folder (default: this one)
  --yes            write without asking
  --take URN=ID    this is what an interrupted create made; repeat for several
  --drop URN       this interrupted create made nothing; repeat for several`,
  options: {
    stack: { type: "string", short: "s" },
    cwd: { type: "string" },
    yes: { type: "boolean", short: "y" },
    take: { type: "string", multiple: true },
    drop: { type: "string", multiple: true },
  },
  run: async (values, { environment, folder, log, error, confirm }) => {
    const project = path.resolve(folder, values.cwd ?? ".");
    const pulumi = pulumiIn(project, environment);
    // Backends without such a folder tell by themselves of a lock, when the state is written.
    const stateIn = await stateFolder(pulumi, project);
    const named = values.stack === undefined ? undefined : lastPart(values.stack);
    const cutShort = () => (stateIn === undefined ? [] : attributesCutShort(stateIn, named));
    const mended = cutShort();
    for (const file of mended) {
      log(`${file}\n  cut short by the kill; Pulumi needs no such file`);
    }
    if (mended.length > 0) {
      if (
        values.yes !== true &&
        (await confirm("Remove this, so that Pulumi can read the state?")) !== true
      ) {
        error("Nothing was changed. Add --yes to write without being asked.");
        return 1;
      }
      // Whoever wrote there while the question stood has made it whole.
      for (const file of cutShort()) {
        rmSync(file, { force: true });
      }
    }
    const stack = values.stack ?? (await pulumi(["stack", "--show-name"])).trim();
    const encrypted = await exportStack(pulumi, stack, "encrypted");
    const [inStack, inProject] = namesIn(encrypted) ?? [lastPart(stack), undefined];
    const lock = stateIn === undefined ? undefined : staleLock(stateIn, inStack, inProject);
    const pending = encrypted.deployment.pending_operations ?? [];
    if (pending.length === 0 && lock === undefined) {
      const begin = mended.length > 0 ? "The state can be read again" : "Nothing to recover";
      log(`${begin}: the stack ${stack} has no interrupted operation.`);
      return 0;
    }

    const decisions: Decision[] = [];
    if (pending.length > 0) {
      const clear = await exportStack(pulumi, stack, "inClear");
      const session = new Session(await stackConfig(pulumi, stack), { clock: systemClock, environment });
      try {
        log(
          `Looking for what ${pending.length} interrupted operations came to; this may take up to 90 seconds.`,
        );
        const evidence = {
          lock,
          newest: await newestUpdate(pulumi, stack),
          notes: () => readCreationNotes(environment).map(({ note }) => note),
        };
        const choices = choicesIn(values.take ?? [], values.drop ?? [], encrypted);
        const about = new Decisions({ encrypted, clear }, session, evidence, choices);
        for (const [index, operation] of (clear.deployment.pending_operations ?? []).entries()) {
          const counterpart = pending[index];
          if (counterpart?.resource.urn !== operation.resource.urn) {
            throw changedMeanwhile(stack);
          }
          decisions.push(await about.of(operation, counterpart));
        }
      } finally {
        await session.close();
      }
    }

    for (const decision of decisions) {
      for (const line of linesOf(decision)) {
        log(line);
      }
    }
    if (lock !== undefined) {
      log(`lock of process ${lock.pid}, which is no more: released`);
    }
    if (decisions.some(({ is }) => is === "unsure")) {
      error(
        "Nothing was written into the state. Say for each unsure one --take URN=ID or --drop URN, then run this again.",
      );
      return 1;
    }
    if (values.yes !== true && (await confirm(`Write this into the state of ${stack}?`)) !== true) {
      error("Nothing was written into the state. Add --yes to write without being asked.");
      return 1;
    }
    if (lock !== undefined) {
      await pulumi(["cancel", "--yes", "--stack", stack]);
    }
    if (decisions.length > 0) {
      const now = await exportStack(pulumi, stack, "encrypted");
      if (now.deployment.manifest.time !== encrypted.deployment.manifest.time) {
        throw changedMeanwhile(stack);
      }
      const recovered = decisions.flatMap((decision) => (decision.is === "take" ? [decision.recovered] : []));
      const state = repaired(encrypted, recovered, new Date(systemClock.now()).toISOString());
      await pulumi(["stack", "import", "--stack", stack], JSON.stringify(state));
    }
    const taken = new Set(
      decisions.flatMap((decision) => (decision.is === "take" ? decision.recovered.id : [])),
    );
    for (const { note, remove } of readCreationNotes(environment)) {
      const used = note.creations.some(({ outcome }) => outcome.made === true && taken.has(outcome.id));
      if (used || (lock !== undefined && isOfRun(note, lock))) {
        remove();
      }
    }
    log(`The state of ${stack} is repaired. Run pulumi up, or pulumi destroy, to go on.`);
    return 0;
  },
});

/** The name of a stack that may be given with its organisation and project. */
function lastPart(stack: string): string {
  return stack.split("/").at(-1) ?? stack;
}

/** Stack and project as the URNs of a state name them. */
function namesIn({ deployment }: StackExport): [stack: string, project: string] | undefined {
  const urn = deployment.resources?.[0]?.urn ?? deployment.pending_operations?.[0]?.resource.urn;
  const [, stack, project] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(urn ?? "") ?? [];
  return stack === undefined || project === undefined ? undefined : [stack, project];
}

function linesOf(decision: Decision): string[] {
  const candidates = decision.is === "unsure" ? decision.candidates : [];
  return [`${decision.urn}`, `  ${decision.line}`, ...candidates.map((candidate) => `    ${candidate}`)];
}

function changedMeanwhile(stack: string): Problem {
  return new Problem({
    what: `The state of ${stack} changed while it was being looked at.`,
    advice: "Run this again when no other update is at work.",
  });
}
