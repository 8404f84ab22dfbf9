import type { Descriptors } from "../../api/descriptors";
import { LostResponseError, ServiceError } from "../../http/serviceError";
import { creatorOf, looksAlike, sinceAt } from "../../lifecycle/creation/adoption";
import type { Definition, HookContext } from "../../lifecycle/definition";
import { filled, type Refusal, refused } from "../../lifecycle/refusal";
import { wordOrQuoted } from "../../messages/foreignText";
import { isSame } from "../../values/compare";
import { type JsonObject, textOf } from "../../values/json";
import { fromService, meaningOfPath } from "./wire";

/** Two resources for one descriptor. */
export const managedTwice: Refusal = {
  step: "up",
  title: "Another resource of the stack manages this descriptor",
  advice: "Remove one of the two resources. If a resource was renamed, give it the option aliases.",
};

/** An existing descriptor with other values. */
export const existsOtherwise: Refusal = {
  step: "up",
  title: "The field has a descriptor of this type already, with other values",
  advice: `Run ${importCommand("…")} to manage it here, give the resource the values of AEP, or delete it in AEP.`,
};

/** Pauses before each look for an existing descriptor: lists were seen without new entities for some seconds. */
const lookPauses: readonly number[] = [0, 1_000, 3_000, 6_000];

/** A create that the registry refused because such a descriptor exists. */
interface RefusedCreate {
  readonly definition: Definition;
  readonly descriptors: Descriptors;
  readonly context: HookContext;
  /** Inputs of the descriptor. */
  readonly body: JsonObject;
  /** Local time of an earlier request of the same create whose response was lost. */
  readonly lostAt: number | undefined;
  readonly refusal: ServiceError;
}

/** Whether an error says that the field has a descriptor of this type already. Its status is not documented. */
export function isDuplicate(error: unknown): error is ServiceError {
  return (
    error instanceof ServiceError &&
    error.status >= 400 &&
    error.status < 500 &&
    [error.detail, ...error.reasons].some((text) => /descriptor\b.*\balready exists/is.test(text))
  );
}

/**
 * The existing descriptor that a create was refused for, and whether this stack owns it: it does if it is the result of an
 * earlier request of the same create. Any other is adopted, if it has the values that the program wants.
 */
export async function existingDescriptor(create: RefusedCreate): Promise<{ id: string; isOurs: boolean }> {
  const { definition, context, body, lostAt, refusal } = create;
  const { session, call } = context;
  const found = await find(create);
  if (found === undefined) {
    throw refusal;
  }
  const id = textOf(found["@id"]);
  const title = `${definition.noun} ${definition.label?.(body) ?? ""}`;
  if (session.handedOut.has(id)) {
    throw refused(
      managedTwice,
      {
        what: `The ${title} was not created: another resource of this stack manages it already (${id}).`,
      },
      { cause: refusal },
    );
  }
  const creator =
    lostAt === undefined
      ? "others"
      : creatorOf(found, { definition, session, since: sinceAt(session, lostAt) });
  if (creator === "us") {
    return { id, isOurs: true };
  }
  if (!looksAlike(definition, found, body)) {
    throw refused(
      existsOtherwise,
      {
        what: `The ${title} was not created: it exists already (${id}), with another ${differingFields(definition, found, body).join(", ")}.`,
        advice: filled(existsOtherwise.advice, wordOrQuoted(id)),
      },
      { cause: refusal },
    );
  }
  call.report(
    `The ${title} exists already (${id}) and was adopted, because it may belong to someone else: pulumi destroy ` +
      `removes it from the state only. To own it, remove the resource from the state and run ${importCommand(wordOrQuoted(id))}.`,
  );
  return { id, isOurs: false };
}

// Pulumi's own import does not support dynamic resources.
/** @param id - as a message shows it */
function importCommand(id: string): string {
  return `npx pulumi-aep import Descriptor NAME ${id}`;
}

async function find({ descriptors, context, body }: RefusedCreate): Promise<JsonObject | undefined> {
  const { session, call } = context;
  for (const pause of lookPauses) {
    if (pause > 0) {
      await session.pause(call, pause, "the existing descriptor to appear");
    }
    const pages = await Array.fromAsync(descriptors.pages(textOf(body.sourceSchema)));
    const same = pages.flat().filter((entity) => describesSame(fromService(entity), body));
    if (same.length > 0) {
      return same.length === 1 ? same[0] : undefined;
    }
  }
  return undefined;
}

function describesSame(entity: JsonObject, body: JsonObject): boolean {
  return (
    entity.type === body.type &&
    isSame(meaningOfPath(entity.sourceProperty, entity), meaningOfPath(body.sourceProperty, body))
  );
}

// Without the values: the program may have marked them as secret.
function differingFields(definition: Definition, found: JsonObject, body: JsonObject): string[] {
  return Object.keys(body).filter(
    (name) => !looksAlike(definition, found, { [name]: body[name], sourceSchema: body.sourceSchema }),
  );
}

/** The local time at which a request was sent whose response was lost; `undefined` for another error. */
export function lostTime(error: unknown, beganAt: number): number | undefined {
  return error instanceof LostResponseError ? (error.sentAt ?? beganAt) : undefined;
}
