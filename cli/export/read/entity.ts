import {
  check,
  type Definition,
  idIn,
  type JsonObject,
  type Kind,
  nameOf,
  recoveredOutputs,
  type Session,
  textOf,
  unknownValue,
  viewOf,
  withValueAt,
} from "../../../provider/cliApi";
import { providerReference } from "../../../sdk/providerReference";
import { exportedKinds } from "../kinds";
import { inputsOf } from "./inputs";
import { notCarriedOver } from "./notCarriedOver";
import { secretsOf } from "./secrets";

/** An entity that is there, in the words of a program and of a state. */
export interface ExportedEntity {
  readonly kind: Kind;
  readonly id: string;
  /** Its name on the service; empty where it has none. */
  readonly title: string;
  /** When it was made, as far as the service tells. */
  readonly createdAt: number;
  /** Inputs of a program, with the ids as they are and without what is never shown. */
  readonly inputs: JsonObject;
  /** What stands in a state for it as inputs and as outputs, without what is never shown. */
  readonly recordedInputs: JsonObject;
  readonly outputs: JsonObject;
  /** Ways to the inputs that are never shown and have to be given. */
  readonly secrets: readonly (readonly string[])[];
  /** Why no resource is written for it. */
  readonly leftOut: string | undefined;
  /** What it uses besides what its inputs refer to. */
  readonly uses?: readonly { readonly kind: Kind; readonly id: string }[];
  /** Paths of what the service shows of it and the program does not say. */
  readonly notCarriedOver?: readonly string[];
}

/** Makes an entity of an entity, within the place that the session is configured for. */
export function exportedEntity(
  kind: Kind,
  definition: Definition,
  entity: JsonObject,
  session: Session,
): ExportedEntity {
  const view = viewOf(definition, entity);
  const { inputs, dropped } = inputsOf(kind, definition, entity);
  const secrets = secretsOf(kind, definition, view, inputs);
  const given = secrets.reduce((all, path) => withValueAt(all, path.join("."), unknownValue), inputs);
  const { failures } = check({ definition, session }, {}, given);
  // As check makes them, so that the first preview shows nothing but what is really new.
  const complete = check({ definition, session }, {}, inputs).inputs;
  const recordedInputs = { ...complete, __provider: providerReference(kind) };
  const outputs = recoveredOutputs(definition, recordedInputs, entity);
  return {
    kind,
    id: String(idIn(definition, entity)),
    title: nameOf(entity) ?? "",
    createdAt: Number(definition.creation?.(entity).at ?? entity.createdAt ?? 0),
    inputs,
    recordedInputs,
    outputs,
    secrets,
    leftOut: exportedKinds[kind].leftOut?.(view) ?? broken(definition, outputs) ?? unfit(failures),
    uses: exportedKinds[kind].usesOf?.(entity) ?? [],
    notCarriedOver: notCarriedOver(kind, definition, entity, inputs, dropped),
  };
}

// The next `up` would make it anew.
function broken(definition: Definition, outputs: JsonObject): string | undefined {
  return definition.isBroken?.(outputs) === true
    ? `it is ${textOf(outputs.state)} and can never be used again; delete it in AEP, or make another one`
    : undefined;
}

function unfit(failures: readonly { property: string; reason: string }[]): string | undefined {
  return failures.length === 0
    ? undefined
    : `no program can give what it is made of: ${failures
        .map(({ property, reason }) => `${property} ${reason}`)
        .join("; ")}`;
}
