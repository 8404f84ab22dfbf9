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
    make: () => new resources.ResourceGroup("a"),
    left: [],
  },
  {
    token: "azure-native:storage:StorageAccount",
    make: () => new storage.StorageAccount("a", { ...parents, sku, kind: "StorageV2" }),
    left: [],
  },
  {
    token: "azure-native:storage:BlobContainer",
    make: () => new storage.BlobContainer("a", parents),
    left: [],
  },
  {
    token: "azure-native:storage:FileShare",
    make: () => new storage.FileShare("a", parents),
    // Goes into the query of the request, and asks for snapshots only.
    left: ["expand"],
  },
])("$token has the properties the package declares", async ({ token, make, left }) => {
  const made = make();
  await new Promise((settle) => pulumi.output(made.urn).apply(settle));
  expect(registered).toContain(token);
  const type = resourceTypes.get(token);
  if (!type) {
    throw new Error(`${token} is not in the table`);
  }
  const declared = Object.keys(made).filter(
    (name) => !name.startsWith("__") && name !== "urn" && name !== "id",
  );
  const inTable = ["azureApiVersion", ...pathInputs(type.path), ...Object.keys(type.body), ...type.outputs];
  expect([...inTable, ...left].sort()).toEqual(declared.sort());
  expect(Object.keys(type.body)).toEqual(expect.arrayContaining([...type.required, ...type.replacing]));
});

it("knows the functions by the tokens the package calls", async () => {
  await storage.listStorageAccountKeys(parents);
  expect(called).toEqual([...functionTypes.keys()]);
});
