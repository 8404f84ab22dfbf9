import { Problem } from "../../provider/cliApi";

/** The user's decisions about creates, by URN: the id of the created entity, or that nothing was created. */
export type Choices = ReadonlyMap<string, { take: string } | "drop">;

/** The decisions in `--take URN=ID` and `--drop URN` about the interrupted creates of these resources. */
export function choicesIn(
  take: readonly string[],
  drop: readonly string[],
  urns: readonly string[],
): Choices {
  const taken = take.map((text): [string, { take: string }] => {
    const urn = known(
      "--take",
      urns.find((candidate) => text.startsWith(`${candidate}=`)),
      text,
    );
    return [urn, { take: text.slice(urn.length + 1) }];
  });
  const dropped = drop.map((text): [string, "drop"] => [
    known(
      "--drop",
      urns.find((urn) => urn === text),
      text,
    ),
    "drop",
  ]);
  return new Map<string, { take: string } | "drop">([...taken, ...dropped]);
}

function known(option: string, urn: string | undefined, text: string): string {
  if (urn !== undefined) {
    return urn;
  }
  throw new Problem({ what: `${option} ${text}: the stack has no interrupted create with this URN.` });
}
