import { styleText } from "node:util";

/** A stream that may be a terminal. */
export interface MaybeTerminal {
  readonly isTTY?: boolean;
  hasColors?(environment: object): boolean;
}

/**
 * Whether texts on a stream are coloured: on a terminal, unless `NO_COLOR` or `TERM=dumb` is set. `FORCE_COLOR` decides
 * first, with the values that Node.js documents: 0 is no colour.
 */
export function showsColours(stream: MaybeTerminal, environment: NodeJS.ProcessEnv): boolean {
  const { FORCE_COLOR: forced } = environment;
  if (forced !== undefined) {
    return ["", "1", "true", "2", "3"].includes(forced);
  }
  return stream.isTTY === true && stream.hasColors?.(environment) === true;
}

/** A message of the command with its name in red. The lines that other programs read are never coloured. */
export function painted(message: string): string {
  return message.replace(/^aep-emulator(?=:)/, (name) => styleText("red", name, { validateStream: false }));
}
