import type { Properties } from "./providerHost";

/**
 * The inputs of a program with the option `ignoreChanges`, as the engine computes them before a check: at each path the
 * value of the recorded inputs; a key that these do not have is removed.
 *
 * @param paths - dotted paths; members of lists by their index
 */
export function withIgnored(inputs: Properties, recorded: Properties, paths: readonly string[]): Properties {
  const copy = structuredClone(inputs);
  for (const path of paths) {
    const keys = path.split(".");
    const last = String(keys.pop());
    const [target, source] = [copy, recorded].map((object) =>
      keys.reduce<unknown>((inner, key) => (inner as Properties | undefined)?.[key], object),
    ) as [Properties | undefined, Properties | undefined];
    if (target === undefined) {
      continue;
    }
    if (source?.[last] === undefined) {
      delete target[last];
    } else {
      target[last] = structuredClone(source[last]);
    }
  }
  return copy;
}
