import { quotedText, wordOrQuoted } from "../../messages/foreignText";
import { Problem } from "../../messages/problem";
import type { CreationNote, LeftCreation } from "../../session/creation";
import type { JsonObject } from "../../values/json";
import { realmOf } from "../context";
import type { Definition } from "../definition";
import { titleOf } from "./adoption";

/** The reason why the result of a create is unknown. */
export function interrupted({ noun }: Definition, { name = "", sent }: CreationNote): Problem {
  const at = sent === undefined ? "" : ` at ${new Date(sent.first.wall).toISOString()}`;
  return new Problem({
    what: `A run that requested the creation of the ${noun} ${quotedText(name)}${at} was interrupted.`,
  });
}

/** How to decide about a create whose result the provider cannot determine. */
export function decisionAdvice({ note: { urn }, location }: LeftCreation): string {
  return urn === undefined
    ? `Delete those that you created and do not need. If all others belong to something else, delete the note ${location}. Then run pulumi up again.`
    : `If one is the entity of this resource, run npx pulumi-aep recover --take '${urn}=ID', otherwise npx pulumi-aep recover --drop '${urn}'. Then run pulumi up again.`;
}

/** The program has other inputs now than the create that created an entity. */
export function madeWithOtherInputs(definition: Definition, id: string, { note }: LeftCreation): Problem {
  return new Problem({
    what: `An interrupted run created the ${definition.noun} ${quotedText(note.name ?? "")} with id ${wordOrQuoted(id)}, from other inputs than the program has now.`,
    advice:
      "Restore those inputs and run pulumi up, which takes this entity over; then change the inputs. " +
      `Or delete it in ${realmOf(definition).title}, and run pulumi up again.`,
  });
}

/** Several interrupted runs have each created an entity for one resource. */
export function madeTwice(
  definition: Definition,
  inputs: JsonObject,
  found: readonly { readonly id: string; readonly left: LeftCreation }[],
): Problem {
  return new Problem({
    what: `Interrupted runs created the ${definition.noun} ${titleOf(definition, inputs)} ${found.length} times: ids ${found.map(({ id }) => wordOrQuoted(id)).join(", ")}.`,
    advice: `Delete all but one of them in ${realmOf(definition).title}, then run pulumi up again, which takes the remaining one over.`,
  });
}

/** An entity with the same inputs exists, and the stack or the resource that it belongs to is another one or unknown. */
export function madeElsewhere(definition: Definition, id: string, { note, location }: LeftCreation): Problem {
  const owner = note.urn === undefined ? "An interrupted run" : `An interrupted run of ${note.urn}`;
  return new Problem({
    what: `${owner} created a ${definition.noun} with the same inputs: ${quotedText(note.name ?? "")}, id ${wordOrQuoted(id)}.`,
    details: [`Until a stack contains this entity, the note ${location} keeps its id.`],
    advice:
      "If that resource still exists, run pulumi up on its stack, which takes the entity over, then run pulumi up here again. " +
      `Otherwise delete the entity in ${realmOf(definition).title}, or only the note to keep both.`,
  });
}

/** A resource in the state has an entity that this run has already given to another resource. */
export function adoptedTwice(definition: Definition, id: string, urn: string): Problem {
  return new Problem({
    what: `The ${definition.noun} ${wordOrQuoted(id)} belongs to this resource, but this run has also recorded it for ${urn}.`,
    advice:
      definition.unique === undefined
        ? `Run pulumi state delete '${urn}', then pulumi up again: it creates an entity for that resource.`
        : `${definition.unique.rule}: ${definition.unique.remedy}. Run pulumi state delete '${urn}', then pulumi up again.`,
  });
}
