import { expect, test } from "vitest";
import { factsOf, type Kind, kinds, outputsOf } from "../../provider/kinds";
import { definitions } from "../../provider/resources";

/** Kinds of version 0.1.0, whose properties have the names of the API. These are a contract with existing states. */
const older: ReadonlySet<Kind> = new Set<Kind>([
  ...(["privateEndpoint", "baseConnection", "sourceConnection", "targetConnection", "flow"] as const),
  ...(["mappingSet", "schema", "dataset", "azurePrivateEndpointApproval", "madconnectConnection"] as const),
]);

/**
 * Words that a language for Pulumi reserves in the form in which its SDKs have properties: camel case in Node.js, Java and
 * YAML, snake case in Python. C# and Go have them in Pascal case, in which no word is reserved. Names of resources of Pulumi
 * itself are taken too.
 */
const reserved: ReadonlySet<string> = new Set(
  [
    "break case catch class const continue debugger default delete do else enum export extends false finally for function",
    "if import in instanceof new null return super switch this throw true try typeof var void while with yield await let",
    "static implements interface package private protected public abstract assert boolean byte char double final float goto",
    "int long native short strictfp synchronized throws transient volatile record sealed permits",
    "and as async def del elif except from global is lambda nonlocal not or pass raise None True False",
    "id urn pulumi provider parent getClass notify wait hashCode equals toString",
  ]
    .join(" ")
    .split(" "),
);

/**
 * Reserved names that are used all the same. `default` of a merge policy is what the API, its guides and the user interface of
 * AEP call it; another name would have to be looked up, and generators of SDKs escape it.
 */
const decided: Partial<Record<Kind, readonly string[]>> = { mergePolicy: ["default"] };

const isName = (name: string) => /^[a-z][A-Za-z0-9]*$/.test(name) && !reserved.has(name);

/** Inputs that are plain JSON in other languages, so their keys are data. */
const plainJson: ReadonlySet<string> = new Set(["fields", "fieldsAt", "definitions"]);

/** Names of the properties in a schema of inputs, also inside of lists and objects. Keys of records are data. */
function namesIn(schema: unknown): string[] {
  const { shape, options, element, unwrap } = schema as {
    shape?: Record<string, unknown>;
    options?: readonly unknown[];
    element?: unknown;
    unwrap?: () => unknown;
  };
  return [
    ...Object.entries(shape ?? {}).flatMap(([name, inner]) => [
      name,
      ...(plainJson.has(name) ? [] : namesIn(inner)),
    ]),
    // The options of an enum are its values.
    ...(options ?? []).flatMap((option) => (typeof option === "object" ? namesIn(option) : [])),
    ...(element === undefined ? [] : namesIn(element)),
    ...(element === undefined && unwrap !== undefined ? namesIn(unwrap.call(schema)) : []),
  ];
}

const newer = kinds.filter((kind) => !older.has(kind));

test.each(newer)("No property of %s needs to be escaped in a language of Pulumi.", async (kind) => {
  const { inputs, shape = inputs } = await definitions[kind]();
  const ofInputs = new Set(namesIn(shape));
  expect([...ofInputs]).toEqual(expect.arrayContaining(Object.keys(factsOf(kind).fields)));
  const reservedNames = [...ofInputs, ...outputsOf(kind)].filter((name) => !isName(name));
  expect([...new Set(reservedNames)]).toEqual(decided[kind] ?? []);
});

test("The kinds include all parts of schemas, and each type of descriptor with its properties.", async () => {
  expect(newer).toEqual(expect.arrayContaining(["dataType", "fieldGroup", "schemaClass", "descriptor"]));
  const names = namesIn((await definitions.descriptor()).inputs);
  expect(names.filter((name) => name === "type")).toHaveLength(11);
  expect(names).toEqual(expect.arrayContaining(["sourceSchema", "metaEnum", "ianaTimezone", "cardinality"]));
});

test.each(["$id", "meta:enum", "@type", "class", "extends", "enum", "Title", "urn"])(
  "%s would need to be escaped.",
  (name) => {
    expect(isName(name)).toBe(false);
  },
);
