import { kindFacts } from "../../../provider/kinds";
import type { PlainClient } from "../emulator/plainClient";
import type { KindCase } from "./resourceCase";

const endpoints = kindFacts.privateEndpoint.collection;
const azureBlob = "4c10e202-c428-4796-9208-5f1f5732b1cf";

const endpointBody = {
  name: "ACME Private Endpoint",
  subscriptionId: "00000000-0000-0000-0000-000000000001",
  resourceGroupName: "acme-sources",
  resourceName: "acmestorage",
  fqdns: [],
  connectionSpec: { id: azureBlob, version: "1.0" },
};

/** Creates an approved private endpoint, without the provider. */
export async function createEndpoint(plain: PlainClient): Promise<string> {
  const id = await plain.create(endpoints, endpointBody);
  await plain.admin("POST", `privateEndpoints/${id}/state`, { state: "Approved" });
  return id;
}

/** Private endpoints. */
export const privateEndpoint: KindCase = {
  since: "0.1.0",
  body: endpointBody,
  complete: endpointBody,
  collection: "privateEndpoints",
  prepare: async () => endpointBody,
  alsoOnCreate: ["GET /privateEndpoints"],
  replacement: {
    inputs: { ...endpointBody, resourceName: "acmeotherstorage" },
    replaces: ["resourceName"],
    deleteBeforeReplace: true,
  },
  noUpdate: "the API has no call for it",
  unattributed: true,
  firstLookup: 2,
};

const keys = kindFacts.publicKey.collection;

const keyBody = {
  name: "ACME orders",
  encryptionAlgorithm: "PGP",
  params: { passPhrase: "a-key-for-tests of orders" },
};

// The shared tests expect that a delete deletes; test/host/publicKey.test.ts has the default.
const deletedKey = { ...keyBody, onDestroy: "deleteKey" };

/** Public keys. */
export const publicKey: KindCase = {
  since: "0.2.0",
  body: deletedKey,
  complete: deletedKey,
  collection: "encryptionKeys",
  prepare: async () => deletedKey,
  secret: keyBody.params.passPhrase,
  alsoOnCreate: ["GET /encryption/keys"],
  createPlain: async (plain, { onDestroy: _, ...body }) =>
    String((await plain.send("POST", keys, body)).body.publicKeyId),
  replacement: {
    inputs: { name: "ACME orders 2" },
    replaces: ["name"],
    deleteBeforeReplace: false,
  },
  noUpdate: "the API has no call for it",
  unattributed: true,
  firstLookup: 2,
};
