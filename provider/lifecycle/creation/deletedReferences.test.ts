import { expect, test } from "vitest";
import { fakeApi, plainDefinition } from "../../../test/support/fakeApi";
import { completeInputs } from "../../../test/support/resourceCases";
import { completeConfig, sessionWith } from "../../../test/support/session";
import { factsOf, type Kind, kinds, referencesOf } from "../../kinds";
import { definitions } from "../../resources";
import type { JsonObject } from "../../values/json";
import { create } from "../create";
import type { Definition } from "../definition";
import { deleteResource } from "../delete";

/** Deletes an entity of this kind, without a request. */
async function sessionThatDeleted(kind: Kind, id: string) {
  const session = sessionWith(completeConfig);
  const { noun } = factsOf(kind);
  const api = fakeApi({ delete: async () => {} });
  await deleteResource({ definition: plainDefinition(api, { noun }), session }, id, {});
  return session;
}

/** The definition with an API that records what is created. */
function observed(definition: Definition) {
  const api = fakeApi({ create: async () => ({ id: "new", outputs: {} }) });
  const {
    complete: _,
    beforeWrite: __,
    afterWrite: ___,
    awaitShown: ____,
    reachEndState: _____,
    ...plain
  } = definition;
  return { api, definition: { ...plain, listBeforeCreate: undefined, api: () => api } as Definition };
}

/** Inputs with this value at a path with `*` for list members and `**` for any depth. */
function withReference(inputs: JsonObject, pattern: string, id: string): JsonObject {
  const [key = "", ...rest] = pattern.split(".");
  const own = inputs[key];
  const inner = typeof own === "object" && own !== null && !Array.isArray(own) ? (own as JsonObject) : {};
  if (rest.length === 0) {
    return { ...inputs, [key]: id };
  }
  if (rest[0] === "**") {
    return { ...inputs, [key]: withReference({}, ["field", ...rest.slice(1)].join("."), id) };
  }
  if (rest[0] === "*") {
    const member = rest.length === 1 ? id : withReference({}, rest.slice(1).join("."), id);
    return { ...inputs, [key]: ["first", member] };
  }
  return { ...inputs, [key]: withReference(inner, rest.join("."), id) };
}

const references = kinds.flatMap((kind) =>
  Object.entries(referencesOf(kind)).flatMap(([path, targets]) =>
    targets.map((target) => ({ kind, path, target })),
  ),
);

test.each([
  ...references,
  { kind: "sourceConnection" as const, path: "params.anything.*.inside", target: "dataset" as const },
])("A $kind whose $path refers to a deleted $target is not created.", async ({ kind, path, target }) => {
  const id = "0f7b11f0-9d38-4a4d-8f62-5d2a3c1e7b90";
  const { api, definition } = observed(await definitions[kind]());
  const inputs = { ...(completeInputs(kind) as JsonObject), orgId: "ORG@AdobeOrg", sandbox: "dev" };
  const referring = withReference(inputs, path, id);

  const session = await sessionThatDeleted(target, id);
  const refused = create({ definition, session }, referring);
  const place = path.replaceAll(".**", ".field").replaceAll(".*", "[1]");
  await expect(refused).rejects.toThrow(`${place} refers to ${id}, which this run has deleted.`);
  await expect(refused).rejects.toThrow("--target-dependents");
  expect(api.create).not.toHaveBeenCalled();

  expect(await create({ definition, session }, inputs)).toMatchObject({ id: "new" });
  const next = sessionWith(completeConfig);
  expect(await create({ definition, session: next }, referring)).toMatchObject({ id: "new" });
});

test("The id of a deleted approval that only waited, or of a MadConnect connection, refuses nothing.", async () => {
  for (const kind of ["azurePrivateEndpointApproval", "madconnectConnection"] as const) {
    const session = await sessionThatDeleted(kind, "an-id");
    const { definition } = observed(await definitions.baseConnection());
    expect(await create({ definition, session }, { name: "n", privateEndpointId: "an-id" })).toMatchObject({
      id: "new",
    });
  }
});

test("A deletion that fails refuses nothing.", async () => {
  const session = sessionWith(completeConfig);
  const api = fakeApi({ delete: () => Promise.reject(new Error("no")) });
  const { noun } = factsOf("dataset");
  await expect(
    deleteResource({ definition: plainDefinition(api, { noun }), session }, "an-id", {}),
  ).rejects.toThrow("no");
  expect(session.deleted.size).toBe(0);
});
