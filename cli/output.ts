import { Proxies, presentable, presentableJson, Settings } from "../provider/cliApi";
import { painted, type Tone } from "./colours";
import type { CommandContext, Terminal } from "./command";
import { Progress } from "./progress";

/** The context of a command, and the progress reports while it runs. */
export interface GuardedContext extends CommandContext {
  /** Ends the output: what an interrupted command leaves under way writes nothing more. */
  end(): void;
  /** Shows progress under this name until the work ends. */
  during<Value>(name: string, work: () => Promise<Value>): Promise<Value>;
}

/**
 * The context of a command on a terminal. This is the only way to the terminal: no text contains a configured secret or
 * anything that a terminal or a CI system would run. Colours are added last, and never to JSON.
 */
export function guarded(terminal: Terminal): GuardedContext {
  const { environment, confirm, live, colours = { log: false, error: false } } = terminal;
  const sources = [
    () => [...new Settings(() => undefined, environment).secrets(), ...new Proxies(environment).secrets()],
  ];
  const secrets = () => sources.flatMap((source) => source());
  let progress: Progress | undefined;
  let isEnded = false;
  const write = (to: "log" | "error", text: string) => {
    if (isEnded) {
      return;
    }
    live?.clear();
    progress?.heard();
    terminal[to](text);
  };
  const writeLine = (to: "log" | "error", line: string, tone: Tone | undefined) => {
    const text = presentable(line, secrets());
    write(to, tone !== undefined && colours[to] ? painted(text, tone) : text);
  };
  return {
    environment,
    folder: terminal.folder,
    stopped: terminal.stopped,
    log: (line, tone) => writeLine("log", line, tone),
    error: (line, tone) => writeLine("error", line, tone),
    json: (value) => write("log", presentableJson(value, secrets())),
    confirm: (question) => {
      const asked = confirm(presentable(question, secrets()));
      return progress === undefined ? asked : progress.pausedFor(asked);
    },
    hide: (more) => {
      sources.push(() => [...more()]);
    },
    hidden: secrets,
    end: () => {
      isEnded = true;
    },
    doing: (activity) => progress?.doing(presentable(activity, secrets()).replaceAll("\n", " ")),
    during: async (name, work) => {
      progress = new Progress(name, { live, line: (text) => writeLine("error", text, "quiet") });
      try {
        return await work();
      } finally {
        progress.end();
        progress = undefined;
      }
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
