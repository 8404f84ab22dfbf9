import resources from "@pulumi/azure-native/resources/index.js";
import storage from "@pulumi/azure-native/storage/index.js";
import pulumi from "@pulumi/pulumi";
import { beforeAll, expect, it } from "vitest";
import { pathInputs } from "./arm-body.mjs";
import { functionTypes, resourceTypes } from "./resource-types.mjs";

const called: string[] = [];
const registered = new Set<string>();
beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      registered.add(type);
      return { id: name, state: inputs };
    },
    call: ({ token }) => {
      called.push(token);
      return { keys: [] };
    },
  }),
);

const parents = { resourceGroupName: "group", accountName: "account" };
const sku = { name: "Standard_LRS" };

it.each([
  {
    token: "azure-native:resources:ResourceGroup",
    create: () => new resources.ResourceGroup("a"),
    left: [],
  },
  {
    token: "azure-native:storage:StorageAccount",
    create: () => new storage.StorageAccount("a", { ...parents, sku, kind: "StorageV2" }),
    left: [],
  },
  {
    token: "azure-native:storage:BlobContainer",
    create: () => new storage.BlobContainer("a", parents),
    left: [],
  },
  {
    token: "azure-native:storage:FileShare",
    create: () => new storage.FileShare("a", parents),
    // It is part of the query of the request, and only for snapshots.
    left: ["expand"],
  },
])("$token has exactly the properties that the package declares", async ({ token, create, left }) => {
  const resource = create();
  await new Promise((settle) => pulumi.output(resource.urn).apply(settle));
  expect(registered).toContain(token);
  const type = resourceTypes.get(token);
  if (!type) {
    throw new Error(`${token} is not in the table`);
  }
  const declared = Object.keys(resource).filter(
    (name) => !name.startsWith("__") && name !== "urn" && name !== "id",
  );
  const inTable = ["azureApiVersion", ...pathInputs(type.path), ...Object.keys(type.body), ...type.outputs];
  expect([...inTable, ...left].sort()).toEqual(declared.sort());
  expect(Object.keys(type.body)).toEqual(expect.arrayContaining([...type.required, ...type.replacing]));
});

it("the tokens of the functions are those that the package calls", async () => {
  await storage.listStorageAccountKeys(parents);
  expect(called).toEqual([...functionTypes.keys()]);
});
