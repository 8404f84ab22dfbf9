import type { Emulator } from "../core/emulator";
import { type JsonObject, stringAt } from "../core/json";
import type { Sandbox } from "../core/options";
import type { Stored } from "../core/store";
import type { Switches } from "../core/switches";
import { changedFields, optionalText, refuseUnknownFields, requiredText } from "../http/requestBody";
import { NamespaceError, type NamespaceProblem } from "./errors";
import { standardNamespaces } from "./standardNamespaces";

/** The name of the collection. */
export const namespacesName = "identityNamespaces";

/** The name of the stored value with the id of the newest namespace. */
const lastIdName = "lastIdentityNamespaceId";

/** The ids of the samples are about as long. */
const firstId = 10_000_000;

const fields: readonly string[] = ["name", "code", "idType", "description"];

const readOnlyFields: readonly string[] = ["id", "status", "custom", "createTime", "updateTime"];

/** The types of namespaces that the spec or a known client names. */
const idTypes: readonly string[] = [
  "COOKIE",
  "CROSS_DEVICE",
  "DEVICE",
  "EMAIL",
  "MOBILE",
  "NON_PEOPLE",
  "PHONE",
  "B2B_ACCOUNT",
  "B2B_ACCOUNT_PERSON",
  "B2B_CAMPAIGN",
  "B2B_CAMPAIGN_MEMBER",
  "B2B_MARKETING_LIST",
  "B2B_MARKETING_LIST_MEMBER",
  "B2B_OPPORTUNITY",
  "B2B_OPPORTUNITY_PERSON",
];

/** The namespaces of the organisation that a sandbox has, oldest first. */
export function namespacesOf({ store, switches }: Emulator, sandbox: string): Stored[] {
  return [
    ...(switches.namespaceScope === "organisation"
      ? store.all(namespacesName)
      : store.list(namespacesName, sandbox)),
  ];
}

/** Creates a namespace. */
export function addNamespace(emulator: Emulator, sandbox: Sandbox, body: JsonObject): Stored {
  const { store, clock } = emulator;
  const own = readNamespace(emulator, sandbox, body);
  const id = Number(store.value(lastIdName) ?? firstId) + 1;
  store.setValue(lastIdName, id);
  const now = clock.now();
  const entity = { updateTime: now, status: "ACTIVE", id, createTime: now, ...own, custom: true };
  return store.add(namespacesName, sandbox.name, String(id), entity, { createdAt: now });
}

/** Checks a replacement of a namespace, and stores it. */
export function replaceNamespace(
  emulator: Emulator,
  sandbox: Sandbox,
  stored: Stored,
  body: JsonObject,
): void {
  changeNamespace(emulator, stored, {
    ...Object.fromEntries(Object.entries(stored.entity).filter(([name]) => readOnlyFields.includes(name))),
    ...readNamespace(emulator, sandbox, body, stored),
  });
}

/** Stores a changed namespace. */
export function changeNamespace({ store, clock }: Emulator, stored: Stored, entity: JsonObject): void {
  store.change(stored, { ...entity, updateTime: clock.now() });
}

/** Whether a sandbox has a namespace with a code or id. */
export function namespaceExists(emulator: Emulator, sandbox: Sandbox, codeOrId: string): boolean {
  return known(emulator, sandbox).some(
    (entity) => String(entity.id) === codeOrId || sameCode(emulator.switches, codeOrId, entity),
  );
}

/** A namespace as clients see it. */
export function shownNamespace(entity: JsonObject, { namespaceTypeMember }: Switches): JsonObject {
  return namespaceTypeMember === "hidden"
    ? entity
    : { ...entity, namespaceType: entity.custom === true ? "Custom" : "Standard" };
}

/** Checks a namespace and returns the client's part of it; fields set by the service may be sent unchanged. */
function readNamespace(emulator: Emulator, sandbox: Sandbox, body: JsonObject, before?: Stored): JsonObject {
  const { switches } = emulator;
  const problem = before === undefined ? "invalidNew" : "invalidChange";
  const changedReadOnly = changedFields(body, readOnlyFields, before?.entity);
  if (changedReadOnly.length > 0) {
    throw new NamespaceError(problem, `Fields set by the service: ${changedReadOnly.join(", ")}`);
  }
  refuseUnknownFields(body, [...fields, ...readOnlyFields], switches);
  const name = requiredText(body, "name");
  const code = requiredText(body, "code");
  const idType = requiredText(body, "idType");
  const description = optionalText(body, "description");
  checkIdType(idType, problem, switches);
  if (before === undefined) {
    checkNewCode(emulator, sandbox, code);
  } else if (!sameCode(switches, code, before.entity) || !sameType(idType, before.entity)) {
    throw new NamespaceError(problem, "code and idType are non editable fields");
  }
  checkName(emulator, sandbox, name, before);
  const stored = before?.entity ?? {
    code,
    idType: switches.namespaceIdTypeOnRead === "upperCase" ? idType.toUpperCase() : idType,
  };
  return {
    code: stored.code ?? code,
    idType: stored.idType ?? idType,
    name,
    ...(description === undefined ? {} : { description }),
  };
}

function checkIdType(idType: string, problem: NamespaceProblem, { namespaceIdTypes }: Switches): void {
  if (namespaceIdTypes === "known" && !idTypes.includes(idType.toUpperCase())) {
    throw new NamespaceError(
      problem,
      `Please provide a valid value of idType. Valid values are: [${idTypes.join(", ")}]`,
    );
  }
}

function checkNewCode(emulator: Emulator, sandbox: Sandbox, code: string): void {
  if (!/^[A-Za-z0-9]+$/.test(code)) {
    throw new NamespaceError("invalidNew", "code may contain only letters and numbers");
  }
  if (known(emulator, sandbox).some((entity) => sameCode(emulator.switches, code, entity))) {
    throw new NamespaceError("conflict", "Namespace code already exists. Please use a different code");
  }
}

function checkName(emulator: Emulator, sandbox: Sandbox, name: string, before: Stored | undefined): void {
  const { duplicateNamespaceName } = emulator.switches;
  const taken = known(emulator, sandbox).some(
    (entity) => entity !== before?.entity && stringAt(entity, "name") === name,
  );
  if (taken && duplicateNamespaceName !== "accept") {
    throw new NamespaceError(
      duplicateNamespaceName === 409 ? "conflict" : "invalidNew",
      "Namespace name already exists. Please use a different name",
    );
  }
}

/** The standard namespaces and those of the organisation. */
function known(emulator: Emulator, sandbox: Sandbox): JsonObject[] {
  return [...standardNamespaces, ...namespacesOf(emulator, sandbox.name).map(({ entity }) => entity)];
}

function sameCode({ namespaceCodeCase }: Switches, code: string, { code: other }: JsonObject): boolean {
  return namespaceCodeCase === "sensitive"
    ? code === other
    : code.toLowerCase() === String(other).toLowerCase();
}

const sameType = (idType: string, { idType: other }: JsonObject): boolean =>
  idType.toUpperCase() === String(other).toUpperCase();
