import {
  check,
  type Definition,
  idIn,
  type JsonObject,
  type Kind,
  nameOf,
  numberOf,
  recoveredOutputs,
  type Session,
  textOf,
  unknownValue,
  viewOf,
  withValueAt,
  wordOrQuoted,
} from "../../../provider/cliApi";
import { providerReference } from "../../../sdk/providerReference";
import { exportedKinds } from "../kinds";
import { inputsOf } from "./inputs";
import { notCarriedOver } from "./notCarriedOver";
import { secretsOf } from "./secrets";

/** An entity of a service, as inputs of a program and as a resource in a state. */
export interface ExportedEntity {
  readonly kind: Kind;
  readonly id: string;
  /** Its name on the service; empty where it has none. */
  readonly title: string;
  /** Creation time; 0 if the service does not return it. */
  readonly createdAt: number;
  /** Inputs for a program, with plain ids and without write-only values. */
  readonly inputs: JsonObject;
  /** Its inputs in a state, without write-only values. */
  readonly recordedInputs: JsonObject;
  /** Its outputs in a state, without write-only values. */
  readonly outputs: JsonObject;
  /** Paths of the write-only inputs that the user has to set. */
  readonly secrets: readonly (readonly string[])[];
  /** Why an export writes no resource for it: none can manage it. */
  readonly leftOut: string | undefined;
  /** Whether another project owns it, so that the program gets it instead of creating it. */
  readonly shared?: boolean;
  /** Entities that it uses besides those that its inputs refer to. */
  readonly uses?: readonly { readonly kind: Kind; readonly id: string }[];
  /** Why `up` leaves it as it is, as the end of a sentence. Default: it does not. */
  readonly held?: string | undefined;
  /** Paths of its properties that the program does not have. */
  readonly notCarriedOver?: readonly string[];
}

/** Converts an entity of the scope that the session is configured for. */
export function exportedEntity(
  kind: Kind,
  definition: Definition,
  entity: JsonObject,
  session: Session,
): ExportedEntity {
  const view = viewOf(definition, entity);
  const { inputs, dropped } = inputsOf(kind, definition, entity);
  const secrets = secretsOf(kind, definition, view, inputs);
  const complete = secrets.reduce((all, path) => withValueAt(all, path.join("."), unknownValue), inputs);
  // The entity exists, so rules for new entities do not apply.
  const { failures } = check({ definition, session }, { id: idIn(definition, entity) }, complete);
  // Through check, so that the first preview shows no other changes than the secrets.
  const checked = check({ definition, session }, {}, inputs).inputs;
  const recordedInputs = { ...checked, __provider: providerReference(kind) };
  const outputs = recoveredOutputs(definition, recordedInputs, entity);
  const row = exportedKinds[kind];
  return {
    kind,
    id: String(idIn(definition, entity)),
    title: row.titleOf?.(view) ?? nameOf(entity) ?? "",
    createdAt: numberOf(definition.creation?.(entity).at ?? entity.createdAt ?? 0),
    inputs,
    recordedInputs,
    outputs,
    secrets,
    leftOut: row.leftOut?.(view, entity) ?? broken(definition, outputs) ?? rejected(failures),
    held: definition.held?.(view),
    uses: row.usesOf?.(entity) ?? [],
    notCarriedOver: notCarriedOver(kind, definition, entity, inputs, dropped),
  };
}

// The next `up` would re-create it.
function broken(definition: Definition, outputs: JsonObject): string | undefined {
  return definition.isBroken?.(outputs) === true
    ? `it is ${wordOrQuoted(textOf(outputs.state))} and can no longer be used; delete it in AEP, or create another one`
    : undefined;
}

function rejected(failures: readonly { property: string; reason: string }[]): string | undefined {
  return failures.length === 0
    ? undefined
    : `the resource does not accept its values: ${failures
        .map(({ property, reason }) => `${property} ${reason}`)
        .join("; ")}`;
}
