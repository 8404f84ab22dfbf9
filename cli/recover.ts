import { rmSync } from "node:fs";
import { withIndentedLines } from "../provider/cliApi";
import { command, Interrupted } from "./command";
import { chosenProject, chosenStack } from "./project";
import { pulumiIn, untilStopped } from "./pulumi/commandLine";
import { exportStack } from "./pulumi/stack";
import { incompleteAttributes } from "./recover/attributes";
import { choicesIn } from "./recover/choices";
import type { Decision } from "./recover/decisions";
import { apply, decisionsFor } from "./recover/killedUpdate";
import { type Lock, lockedStackOf, staleLocks } from "./recover/locks";
import { StackNotes } from "./recover/stackNotes";
import { stateFolder } from "./recover/stateFolder";

/** Repairs the state of a stack whose update was killed. */
export const recover = command({
  name: "recover",
  summary: "repairs a stack after its pulumi up or destroy was killed",
  usage: `  --stack NAME     default: the selected one
  --cwd FOLDER     the project's folder (default: this one)
  --yes            write without confirmation
  --take URN=ID    the interrupted create of URN created the entity ID; can be repeated
  --drop URN       the interrupted create of URN created nothing; can be repeated
  --release-lock ID
                   the process that took the lock ID has certainly ended; can be repeated`,
  options: {
    stack: { type: "string", short: "s" },
    cwd: { type: "string" },
    yes: { type: "boolean", short: "y" },
    take: { type: "string", multiple: true },
    drop: { type: "string", multiple: true },
    "release-lock": { type: "string", multiple: true },
  },
  run: async (values, context) => {
    const { environment, folder, log, error, confirm, doing } = context;
    doing("reading the state");
    const project = chosenProject(folder, values.cwd);
    const pulumi = pulumiIn(project, environment);
    const reading = untilStopped(pulumi, context);
    const isConfirmed = async (question: string) => values.yes === true || (await confirm(question)) === true;
    // Other backends have no such folder; they report a lock when the state is written.
    const stateIn = await stateFolder(reading, project);
    const named = values.stack === undefined ? undefined : lockedStackOf(values.stack).stack;
    const released = values["release-lock"] ?? [];
    const incompleteFiles = () =>
      stateIn === undefined ? [] : incompleteAttributes(stateIn, named, released);
    const incomplete = incompleteFiles();
    for (const file of incomplete) {
      log(`${file}\n  incomplete, because its writer was killed; Pulumi does not need this file`);
    }
    if (incomplete.length > 0) {
      if (!(await isConfirmed("Remove these files, so that Pulumi can read the state?"))) {
        error("Nothing was changed. Use --yes to write without confirmation.", "warning");
        return 1;
      }
      // Another update may have completed some of these files since.
      for (const file of incompleteFiles()) {
        rmSync(file, { force: true });
      }
    }
    const stack = await chosenStack(reading, values.stack);
    const encrypted = await exportStack(reading, stack, "encrypted").catch((error: unknown) => {
      // Pulumi cannot read the state if an update is just replacing it; the lock is then the better explanation.
      if (stateIn !== undefined && !(error instanceof Interrupted)) {
        staleLocks(stateIn, lockedStackOf(stack), released);
      }
      throw error;
    });
    const locked = lockedStackOf(stack, encrypted);
    const locks = stateIn === undefined ? [] : staleLocks(stateIn, locked, released);
    const pending = encrypted.deployment.pending_operations ?? [];
    const notes = new StackNotes(environment, project, locked);
    const creating = pending.filter(({ type }) => type === "creating").map(({ resource }) => resource.urn);
    const choices = choicesIn(values.take ?? [], values.drop ?? [], [...creating, ...notes.urns()]);
    const hasChoice = notes.urns().some((urn) => choices.has(urn) && !creating.includes(urn));
    if (pending.length === 0 && locks.length === 0 && !hasChoice) {
      notes.settle(new Map(), [], encrypted);
      const left = notes.lines(choices, encrypted);
      const start = incomplete.length > 0 ? "The state can be read again" : "Nothing to recover";
      const sentence =
        left.length === 0
          ? `${start}: the stack ${stack} has no interrupted operation.`
          : `The state of ${stack} needs no repair. These creates were interrupted:`;
      log([sentence, ...left].join("\n"));
      return 0;
    }

    const update = { stack, encrypted, locks };
    const means = { pulumi: reading, notes };
    doing("looking up the results of the interrupted operations");
    const decisions = pending.length > 0 ? await decisionsFor(update, choices, means, context) : [];
    const others = notes.lines(choices, encrypted, new Set(creating));
    for (const line of [...decisions.flatMap(linesOf), ...others, ...locks.map(lockLine)]) {
      log(line);
    }
    if (decisions.some(({ is }) => is === "unsure")) {
      error(
        "Nothing was written into the state. Add --take URN=ID or --drop URN for each uncertain resource, then run this command again.",
        "warning",
      );
      return 1;
    }
    if (!(await isConfirmed(`Write this into the state of ${stack}?`))) {
      error("Nothing was written into the state. Use --yes to write without confirmation.", "warning");
      return 1;
    }
    doing("writing the state");
    await apply(decisions, update, pulumi);
    notes.settle(choices, decisions, encrypted);
    log(`The state of ${stack} is repaired. Run pulumi up, or pulumi destroy, to continue.`, "good");
    return 0;
  },
});

function linesOf(decision: Decision): string[] {
  const candidates = decision.is === "unsure" ? decision.candidates : [];
  return [`${decision.urn}`, `  ${decision.line}`, ...candidates.map((candidate) => `    ${candidate}`)].map(
    withIndentedLines,
  );
}

function lockLine({ file, holder }: Lock): string {
  return holder === undefined
    ? `lock that cannot be read, ${file}: will be removed`
    : `lock of process ${holder.pid}, which is no longer running: will be removed`;
}
