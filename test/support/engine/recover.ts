import type { CommandResult, ProjectShell } from "./projectShell";

/**
 * Runs `pulumi-aep recover --yes` after a kill. Inside a container the command cannot know that the killed process has
 * ended, and requires the id of its lock: the test knows, because it has killed the process.
 */
export async function recover(shell: ProjectShell): Promise<CommandResult> {
  const result = await shell.aep("recover", "--yes");
  const [, lock] = /again with --release-lock (\S+)\.$/m.exec(result.output) ?? [];
  return lock === undefined ? result : shell.aep("recover", "--yes", "--release-lock", lock);
}
