import { Hono } from "hono";
import type { Emulator, Env, RequestContext } from "../../core/emulator";
import type { JsonObject } from "../../core/json";
import { isListed, isVisible } from "../../core/living";
import type { Stored } from "../../core/store";
import { flowsWithKey } from "../../flowService/flows/encryption";
import { objectBody, refuseUnknownFields } from "../../http/requestBody";
import { FlowServiceError, UncodedError } from "../../specs/errors";
import {
  addCustomerKey,
  addEncryptionKey,
  customerKeyFields,
  customerKeysName,
  encryptionKeyFields,
  encryptionKeysName,
  isExpired,
  keyEntity,
} from "./encryptionKeys";

/** Key pairs with which clients encrypt files, and the service decrypts them. */
export function encryptionKeyRoutes(emulator: Emulator): Hono<Env> {
  const { store, switches } = emulator;
  const routes = new Hono<Env>();

  routes.get("/", (context) => {
    const keys = listed(emulator, context, encryptionKeysName);
    const [first] = keys;
    return context.json(
      switches.encryptionKeyList === "single" && first !== undefined && keys.length === 1 ? first : keys,
    );
  });

  routes.post("/", (context) => {
    const body = objectBody(context);
    refuseUnknownFields(body, encryptionKeyFields, switches);
    const { entity } = addEncryptionKey(emulator, context.get("sandbox").name, body);
    const { publicKey = "", publicKeyId = "", expiryTime = "" } = entity;
    return context.json({ publicKey, publicKeyId, expiryTime }, switches.encryptionKeyCreateStatus);
  });

  routes.get("/:id", (context) => context.json(keyEntity(find(emulator, context), switches)));

  routes.get("/validate/:id", (context) => {
    const stored = find(emulator, context);
    const status = isExpired(emulator, stored) ? "Expired" : "Active";
    return context.json({ publicKeyId: stored.id, status });
  });

  routes.delete("/:id", (context) => {
    const status = switches.encryptionKeyDelete;
    if (status !== 204) {
      throw new UncodedError(status, `DELETE ${context.req.path} is not possible`);
    }
    const stored = find(emulator, context);
    const users = flowsWithKey(emulator, stored);
    if (users.length > 0 && switches.encryptionKeyUsedByFlow === "refuse") {
      throw new FlowServiceError("FLOW-1447-400", `Key ${stored.id} is used by flows ${users.join(", ")}`);
    }
    store.remove(stored);
    return context.body(null, 204);
  });

  return routes;
}

/** Public keys of clients, by which the service verifies the signatures of files. Only these calls are documented. */
export function customerKeyRoutes(emulator: Emulator): Hono<Env> {
  const { switches } = emulator;
  const routes = new Hono<Env>();

  routes.get("/", (context) => context.json(listed(emulator, context, customerKeysName)));

  routes.post("/", (context) => {
    const body = objectBody(context);
    refuseUnknownFields(body, customerKeyFields, switches);
    const { id } = addCustomerKey(emulator, context.get("sandbox").name, body);
    return context.json({ publicKeyId: id }, switches.encryptionKeyCreateStatus);
  });

  return routes;
}

function listed(emulator: Emulator, context: RequestContext, collection: string): JsonObject[] {
  const { store, switches } = emulator;
  const keys =
    switches.encryptionKeyScope === "organisation"
      ? store.all(collection)
      : store.list(collection, context.get("sandbox").name);
  return [...keys]
    .filter((stored) => isListed(emulator, context, stored) && isShown(emulator, stored))
    .map((stored) => keyEntity(stored, switches));
}

function find(emulator: Emulator, context: RequestContext): Stored {
  const { store, switches } = emulator;
  const id = context.req.param("id") ?? "";
  const stored =
    switches.encryptionKeyScope === "organisation"
      ? store.find(encryptionKeysName, id)
      : store.get(encryptionKeysName, context.get("sandbox").name, id);
  if (stored !== undefined && isVisible(emulator, context, stored) && isShown(emulator, stored)) {
    return stored;
  }
  throw new FlowServiceError(
    switches.unknownEncryptionKey === 404 ? "CONNECTOR-1003-404" : "CONNECTOR-1311-400",
    `There is no encryption key ${id}`,
  );
}

function isShown(emulator: Emulator, stored: Stored): boolean {
  return emulator.switches.expiredEncryptionKeys === "shown" || !isExpired(emulator, stored);
}
