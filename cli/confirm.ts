import { createInterface } from "node:readline";
import { Interrupted } from "./command";

/** A stream that may be a terminal. */
type MaybeTerminal<Stream> = Stream & { readonly isTTY?: boolean };

/** Where a question is asked. */
export interface Prompt {
  readonly input: MaybeTerminal<NodeJS.ReadableStream>;
  /** Streams for the question; the first terminal of them shows it. */
  readonly outputs: readonly MaybeTerminal<NodeJS.WritableStream>[];
  /** Resolves when the command has to end: on a signal. */
  readonly stopped: Promise<void>;
}

/**
 * Asks the user to confirm.
 *
 * @returns false for any response but `y` and `yes`, also if the input ends; `undefined` if nothing is a terminal.
 * @throws Interrupted on Ctrl-C or a signal: an open question must not keep the command.
 */
export async function confirm(
  { input, outputs, stopped }: Prompt,
  question: string,
): Promise<boolean | undefined> {
  const output = outputs.find(({ isTTY }) => isTTY === true);
  if (input.isTTY !== true || output === undefined) {
    return undefined;
  }
  const lines = createInterface({ input, output, terminal: true });
  try {
    return await new Promise<boolean>((resolve, reject) => {
      const interrupt = () => {
        output.write("\n");
        reject(new Interrupted());
      };
      // In raw mode, the terminal sends Ctrl-C as a character and no signal.
      lines.once("SIGINT", interrupt);
      void stopped.then(interrupt);
      lines.once("close", () => resolve(false));
      lines.question(`${question} [y/N] `, (response) => resolve(/^y(es)?$/i.test(response.trim())));
    });
  } finally {
    lines.close();
  }
}
