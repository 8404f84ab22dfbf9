import { filledIn } from "../docs/guide";
import type { CommandResult, ProjectShell } from "./projectShell";

/** The id of the lock that `recover` does not release by itself, and the process in it. */
function lockIn(output: string): { readonly lock?: string | undefined; readonly pid?: string | undefined } {
  const [, pid] = /is locked by process (\d+) /.exec(output) ?? [];
  const [, lock] = /again with --release-lock (\S+)\.$/m.exec(output) ?? [];
  return { lock, pid };
}

/**
 * Runs `pulumi-aep recover --yes` after a kill. Inside a container the command cannot know that the killed process has
 * ended, and requires the id of its lock: the test knows, because it has killed the process.
 */
export async function recover(shell: ProjectShell): Promise<CommandResult> {
  const result = await shell.aep("recover", "--yes");
  const { lock } = lockIn(result.output);
  return lock === undefined ? result : shell.aep("recover", "--yes", "--release-lock", lock);
}

/**
 * Does the same by the commands of docs/recover.md.
 *
 * @param command - the one that repairs the state
 * @param releasing - those for a lock whose process has ended
 */
export async function recoverBy(
  shell: ProjectShell,
  command: string,
  releasing: string,
): Promise<CommandResult> {
  const result = await shell.script(filledIn(command, { "pulumi-aep recover": "pulumi-aep recover --yes" }));
  const { lock, pid = "" } = lockIn(result.output);
  if (lock === undefined) {
    return result;
  }
  return shell.script(
    filledIn(releasing, {
      // It fails, because the process has ended.
      "ps -p 4711 -o lstart,args": `! ps -p ${pid} -o lstart,args`,
      "--release-lock ID": `--yes --release-lock ${lock}`,
    }),
  );
}
