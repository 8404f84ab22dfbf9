import * as pulumi from "@pulumi/pulumi";
import { beforeAll, expect, test } from "vitest";
import { classNameOf, kinds } from "../provider/kinds";
import { completeInputs } from "../test/support/resourceCases";
import * as aep from ".";
import * as azure from "./azure";
import * as madconnect from "./madconnect";

interface TypedClass {
  readonly __pulumiType: string;
  isInstance(object: unknown): boolean;
}

const modules: Readonly<Record<string, object>> = { aep, azure, madconnect };
const created = new Map<string, pulumi.Resource>();
const classes = new Map<string, TypedClass>([["azure.PrivateLinkSource", azure.PrivateLinkSource]]);

beforeAll(() => {
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
    call: () => ({}),
  });
  for (const kind of kinds) {
    const className = classNameOf(kind);
    const [module = "", name = ""] = className.split(".");
    const found = (
      modules[module] as Record<string, TypedClass & (new (name: string, args: object) => pulumi.Resource)>
    )[name];
    if (found === undefined) {
      throw new Error(`There is no class ${className}.`);
    }
    classes.set(className, found);
    created.set(className, new found("a", completeInputs(kind)));
  }
  const storageAccount = {
    id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/acmestorage",
  };
  const auth = {
    specName: "ConnectionString",
    params: { connectionString: pulumi.secret("AccountKey=k") },
  } as const;
  const file = { path: "/orders/*.csv", format: "delimited" };
  created.set(
    "azure.PrivateLinkSource",
    new azure.PrivateLinkSource("a", { storageAccount, source: "azureBlob", auth, ...file }),
  );
});

const classNames = [...kinds.map(classNameOf), "azure.PrivateLinkSource"];

test.each(classNames)("%s recognises its own resources by their type, and no others.", (className) => {
  const found = classes.get(className);
  const recognised = [...created].flatMap(([name, resource]) => (found?.isInstance(resource) ? [name] : []));
  expect(recognised).toEqual([className]);
  const ofAnotherCopy = { __pulumiType: (created.get(className) as unknown as TypedClass).__pulumiType };
  expect(ofAnotherCopy.__pulumiType).toBe(found?.__pulumiType);
  expect(found?.isInstance(ofAnotherCopy)).toBe(true);
});

test.each([undefined, null, "aep.Flow", 1, {}, { __pulumiType: undefined }])(
  "%j is no resource.",
  (object) => {
    expect([...classes.values()].filter((found) => found.isInstance(object))).toEqual([]);
  },
);

test("A recognised connection has the outputs of a connection, whatever its type parameter.", () => {
  const resource: unknown = created.get("aep.BaseConnection");
  if (!aep.BaseConnection.isInstance(resource)) {
    throw new Error("It was not recognised.");
  }
  const auth: pulumi.Output<{ specName: string } | undefined> = resource.auth;
  expect(pulumi.Output.isInstance(auth)).toBe(true);
});
