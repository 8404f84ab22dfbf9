import type { InputFailure } from "../../lifecycle/definition";
import { filled, type InputRule } from "../../lifecycle/refusal";
import { quotedText, wordOrQuoted } from "../../messages/foreignText";
import type { Session } from "../../session/session";
import { isSame } from "../../values/compare";
import { type JsonObject, textOf } from "../../values/json";
import { containsUnknown } from "../../values/unknown";
import { meaningOfId } from "../tenant/ids";
import { meaningOfPath } from "./wire";

/** A rule for two descriptors of one schema. */
interface TogetherRule extends InputRule {
  /** Whether the first one contradicts the other. */
  fails(own: JsonObject, other: JsonObject): boolean;
  /** What the reason says about the other one. Default: nothing. */
  about?(other: JsonObject): readonly string[];
}

const relationships: ReadonlySet<unknown> = new Set(["xdm:descriptorOneToOne", "xdm:descriptorRelationship"]);
const granularity = "xdm:descriptorTimeSeriesGranularity";
const primaryAsSource =
  "must not make a field both the primary identity and the source of a relationship: AEP requires another field for the relationship";

/** Rules of AEP's documentation for the descriptors of a schema. */
export const togetherRules: readonly TogetherRule[] = [
  {
    property: "isPrimary",
    reason:
      "must not be true for two fields of a schema: it is true for … in this program, and AEP allows one primary identity per schema",
    fails: (own, other) => isPrimary(own) && isPrimary(other) && !isOfSameField(own, other),
    about: (other) => [fieldOf(other)],
  },
  {
    property: "sourceProperty",
    reason: primaryAsSource,
    fails: (own, other) => relationships.has(own.type) && isPrimary(other) && isOfSameField(own, other),
  },
  {
    property: "isPrimary",
    reason: primaryAsSource,
    fails: (own, other) => isPrimary(own) && relationships.has(other.type) && isOfSameField(own, other),
  },
  {
    property: "type",
    reason: "must occur once per schema: this program has two granularities for it",
    fails: (own, other) => own.type === granularity && other.type === granularity,
  },
  {
    property: "sourceProperty",
    reason: "must not be …: another resource of this program is the … of this field",
    fails: (own, other) =>
      own.type === other.type &&
      isOfSameField(own, other) &&
      isSame(own.destinationSchema, other.destinationSchema),
    about: (other) => [fieldOf(other), wordOrQuoted(textOf(other.type))],
  },
];

/**
 * Contradictions between a descriptor and those of the same schema that this process has checked. As long as the schema is
 * not known, there are none.
 *
 * @param urn - of the resource of the descriptor. Default: its type and field identify it
 */
export function failuresTogether(
  inputs: JsonObject,
  session: Session,
  urn: string | undefined,
): InputFailure[] {
  const { type, sourceSchema, sourceProperty, orgId, sandbox } = inputs;
  if (containsUnknown([type, sourceSchema, sourceProperty])) {
    return [];
  }
  const schema = JSON.stringify([orgId, sandbox, meaningOfId(sourceSchema)]);
  const field = JSON.stringify([type, meaningOfPath(sourceProperty, inputs)]);
  const key = urn ?? field;
  const { descriptors } = session.run;
  // A descriptor can have had another schema before.
  for (const known of descriptors.values()) {
    known.delete(key);
    // The host does not know the URN in the first check of a process.
    known.delete(field);
  }
  const others = descriptors.get(schema) ?? new Map<string, JsonObject>();
  const failures = [...others.values()].flatMap((other) => {
    const rule = togetherRules.find(({ fails }) => fails(inputs, other));
    return rule === undefined
      ? []
      : [{ property: rule.property, reason: filled(rule.reason, ...(rule.about?.(other) ?? [])) }];
  });
  descriptors.set(schema, others.set(key, inputs));
  return failures.slice(0, 1);
}

function isPrimary({ type, isPrimary: flag }: JsonObject): boolean {
  return type === "xdm:descriptorIdentity" && flag === true;
}

function isOfSameField(one: JsonObject, other: JsonObject): boolean {
  const [path, otherPath] = [one, other].map((inputs) => meaningOfPath(inputs.sourceProperty, inputs));
  return path !== undefined && isSame(path, otherPath);
}

function fieldOf({ sourceProperty }: JsonObject): string {
  return quotedText(textOf(sourceProperty));
}
