import {
  classNameOf,
  didYouMean,
  factsOf,
  type Kind,
  kinds,
  nearest,
  Problem,
  tokenOf,
} from "../../provider/cliApi";

/**
 * The kind that a TYPE on the command line names: a class (`Flow`, `aep.Flow`, `madconnect.Connection`), a kind
 * (`flow`) or a type token. Upper and lower case are equal.
 */
export function kindNamed(given: string): Kind {
  const found = kinds.find((kind) => namesOf(kind).some((name) => isEqual(name, given)));
  if (found !== undefined) {
    return found;
  }
  const last = given.split(/[.:]/).at(-1) ?? "";
  const longer = kinds.filter((kind) => last !== "" && endsWith(classNameOf(kind), last)).map(shortName);
  const close = longer.length > 0 ? longer.join(" or ") : nearest(last, kinds.map(shortName));
  throw new Problem({
    what: `There is no type ${JSON.stringify(given)}.${didYouMean(close)}`,
    advice: `The types are ${kinds.map(shortName).join(", ")}.`,
  });
}

/** The shortest name that means only this kind: `Flow`, `azure.PrivateEndpointApproval`, `madconnect.Connection`. */
export function shortName(kind: Kind): string {
  return classNameOf(kind).replace(/^aep\./, "");
}

function namesOf(kind: Kind): string[] {
  const last = classNameOf(kind).split(".").at(-1) ?? "";
  // "Connection" alone can also mean a base, source or target connection.
  const isAmbiguous = kinds.some((other) => other !== kind && endsWith(classNameOf(other), last));
  return [classNameOf(kind), kind, factsOf(kind).type, tokenOf(kind), ...(isAmbiguous ? [] : [last])];
}

function isEqual(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

function endsWith(text: string, end: string): boolean {
  return text.toLowerCase().endsWith(end.toLowerCase());
}
