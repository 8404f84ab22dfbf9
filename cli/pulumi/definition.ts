import { type Definition, definitions, textOf } from "../../provider/cliApi";
import type { StateResource } from "./stack";

/** The definition of a resource by its provider reference; `undefined` for a resource of another provider. */
export async function definitionOf({
  inputs,
}: Pick<StateResource, "inputs">): Promise<Definition | undefined> {
  const kind = /\("pulumi-aep\/provider"\)\.(\w+);$/.exec(textOf(inputs?.__provider))?.[1];
  const load = Object.entries(definitions).find(([name]) => name === kind)?.[1];
  return load?.();
}
