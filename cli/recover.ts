import { rmSync } from "node:fs";
import path from "node:path";
import { command } from "./command";
import { pulumiIn } from "./pulumi/commandLine";
import { exportStack, type StackExport } from "./pulumi/stack";
import { attributesCutShort } from "./recover/attributes";
import type { Decision } from "./recover/decisions";
import { apply, decisionsFor, removeUsedNotes } from "./recover/killedUpdate";
import { type StaleLock, staleLock } from "./recover/locks";
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
    const isConfirmed = async (question: string) => values.yes === true || (await confirm(question)) === true;
    // Backends without such a folder report a lock themselves, when the state is written.
    const stateIn = await stateFolder(pulumi, project);
    const named = values.stack === undefined ? undefined : lastPart(values.stack);
    const cutShort = () => (stateIn === undefined ? [] : attributesCutShort(stateIn, named));
    const mended = cutShort();
    for (const file of mended) {
      log(`${file}\n  cut short by the kill; Pulumi needs no such file`);
    }
    if (mended.length > 0) {
      if (!(await isConfirmed("Remove this, so that Pulumi can read the state?"))) {
        error("Nothing was changed. Add --yes to write without being asked.");
        return 1;
      }
      // Looked for again: a program that wrote one of these files since has completed it.
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

    const update = { stack, encrypted, lock };
    const decisions =
      pending.length > 0 ? await decisionsFor(update, values, { pulumi, environment, log }) : [];
    for (const line of [...decisions.flatMap(linesOf), ...lockLines(lock)]) {
      log(line);
    }
    if (decisions.some(({ is }) => is === "unsure")) {
      error(
        "Nothing was written into the state. Say for each unsure one --take URN=ID or --drop URN, then run this again.",
      );
      return 1;
    }
    if (!(await isConfirmed(`Write this into the state of ${stack}?`))) {
      error("Nothing was written into the state. Add --yes to write without being asked.");
      return 1;
    }
    await apply(decisions, update, pulumi);
    removeUsedNotes(decisions, lock, environment);
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

function lockLines(lock: StaleLock | undefined): string[] {
  return lock === undefined ? [] : [`lock of process ${lock.pid}, which is no more: released`];
}
