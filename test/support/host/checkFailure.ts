/** A failure that a check returns to the engine. */
interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/**
 * A failure with the property that its reason begins with.
 *
 * @throws if the host returns a property: then the engine shows the value of an input, or `{<nil>}`.
 */
export function failureWithProperty({ property, reason }: CheckFailure): CheckFailure {
  if (property !== "") {
    throw new Error(`The engine would show the value of ${property}.`);
  }
  const [, path = "", rest = reason] = /^([^\s:]\S*): ([\s\S]*)$/.exec(reason) ?? [];
  return { property: path, reason: rest };
}
