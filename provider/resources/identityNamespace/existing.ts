import { type IdentityNamespaces, withCode } from "../../api/identityNamespaces";
import { ServiceError } from "../../http/serviceError";
import { type Refusal, refused } from "../../lifecycle/refusal";
import { quotedText } from "../../messages/foreignText";
import { isSame } from "../../values/compare";
import { type Json, type JsonObject, textOf } from "../../values/json";

const cannotChange =
  "AEP cannot change the idType of a namespace, and cannot delete it. Give the resource the values of AEP, or choose another code.";

/** An existing namespace with other values. */
export const otherValues: Refusal = {
  step: "up",
  title: "A namespace with this code exists already, with another name, idType or description",
  advice:
    "Nothing was changed, because others may use the namespace. Give the resource the values of AEP; once it is " +
    "adopted, pulumi up can change them.",
};

/** An existing namespace with the same name. */
export const nameTaken: Refusal = {
  step: "up",
  title: "The name belongs to another namespace",
  advice: "Names of namespaces are unique, like their codes. Choose another name, or declare that namespace.",
};

/**
 * Id of the existing namespace with the code of these inputs; `undefined` if there is none. Throws if it has other values
 * than the program wants: whoever created it may rely on them.
 */
export async function existingNamespace(
  namespaces: IdentityNamespaces,
  inputs: JsonObject,
): Promise<string | undefined> {
  const found = withCode(await namespaces.list(), textOf(inputs.code));
  if (found === undefined) {
    return undefined;
  }
  const id = textOf(found.id);
  const differing = ["name", "idType", "description"].filter(
    (name) => !isSame(meaningOf(name, found[name]), meaningOf(name, inputs[name])),
  );
  if (differing.length > 0) {
    throw refused(otherValues, {
      what: `The identity namespace ${quotedText(textOf(inputs.code))} exists already (${id}), with another ${differing.join(" and ")}.`,
      details: differing.map((name) => `  ${name}: AEP has ${shown(found[name])}`),
      ...(differing.includes("idType") ? { advice: cannotChange } : {}),
    });
  }
  return id;
}

/**
 * Id of the namespace because of which AEP refused to create one: somebody has created it meanwhile. Throws the refusal if
 * it has another reason.
 */
export async function namespaceAfterConflict(
  namespaces: IdentityNamespaces,
  inputs: JsonObject,
  error: unknown,
): Promise<string> {
  if (!(error instanceof ServiceError) || !isConflict(error)) {
    throw error;
  }
  const existing = await existingNamespace(namespaces, inputs);
  if (existing !== undefined) {
    return existing;
  }
  const namesake = (await namespaces.list()).find(({ name }) =>
    isSame(lowerCase(name), lowerCase(inputs.name)),
  );
  if (namesake === undefined) {
    throw error;
  }
  throw refused(
    nameTaken,
    {
      what:
        `The identity namespace ${quotedText(textOf(inputs.code))} was not created: the name ${quotedText(textOf(inputs.name))} ` +
        `belongs to the namespace ${quotedText(textOf(namesake.code))} (${textOf(namesake.id)}).`,
    },
    { cause: error },
  );
}

// Both a taken code and a taken name are known as 409; only the response to a taken code is documented.
function isConflict({ status, detail, code = "" }: ServiceError): boolean {
  return status === 409 || (status === 400 && /already|exist|conflict|duplicate/i.test(`${code} ${detail}`));
}

function meaningOf(name: string, value: Json): Json {
  return name === "idType" ? lowerCase(value) : value;
}

function lowerCase(value: Json): Json {
  return typeof value === "string" ? value.toLowerCase() : value;
}

function shown(value: Json): string {
  return typeof value === "string" ? quotedText(value) : "no value";
}
