import { presentable, presentableJson, Settings } from "../provider/cliApi";
import type { CommandContext, Terminal } from "./command";

/**
 * The context of a command on a terminal. This is the only way to the terminal: no text contains a configured secret or
 * anything that a terminal or a CI system would run.
 */
export function guarded(terminal: Terminal): CommandContext {
  const { environment, log, error, confirm } = terminal;
  const sources = [() => new Settings(() => undefined, environment).secrets()];
  const secrets = () => sources.flatMap((source) => source());
  return {
    ...terminal,
    log: (line) => log(presentable(line, secrets())),
    error: (line) => error(presentable(line, secrets())),
    json: (value) => log(presentableJson(value, secrets())),
    confirm: (question) => confirm(presentable(question, secrets())),
    hide: (more) => {
      sources.push(() => [...more()]);
    },
  };
}

/** The stack of an error that no command expects, and those of its causes. */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\nCaused by: ${stackOf(error.cause)}`;
}
