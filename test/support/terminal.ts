import { spawnSync } from "node:child_process";

/** Whether a test can give a program a pseudo-terminal, for which it needs Python. */
export const hasTerminal = spawnSync("python3", ["-c", "import pty"]).status === 0;

/** A command that gives another one a pseudo-terminal, which shows both of its streams, and ends with its exit code. */
export function inTerminal(command: readonly string[]): string[] {
  const program = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";
  return ["python3", "-c", program, ...command];
}

// Node.js decides with these whether a terminal shows colours, `CI` among them.
const decidesColours = [
  "CI",
  "NO_COLOR",
  "FORCE_COLOR",
  "NODE_DISABLE_COLORS",
  "COLORTERM",
  "TMUX",
  "TEAMCITY_VERSION",
];

/** The environment of a program that decides about colours by its streams and by the variables of the test. */
export function terminalEnvironment(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !decidesColours.includes(name));
  return { ...Object.fromEntries(inherited), TERM: "xterm-256color", ...variables };
}
