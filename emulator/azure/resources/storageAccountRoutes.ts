import { Hono } from "hono";
import { newEtag } from "../../core/audit";
import type { Emulator, Env } from "../../core/emulator";
import { objectAt } from "../../core/json";
import { ArmError } from "../errors";
import { type AzureAddress, addressOf } from "../path";
import { storageAccounts, typeName } from "../types";
import { addAt, armBody, findAt, refuseOthers, requireResource } from "./resources";

/** The collections of an account's services. */
const kinds = [
  { service: "blobServices", collection: "containers", missing: "ContainerNotFound" },
  { service: "fileServices", collection: "shares", missing: "ShareNotFound" },
] as const;

/** The parts of storage accounts that other resources lack: keys, containers and shares. */
export function storageAccountRoutes(emulator: Emulator): Hono<Env> {
  const { store, clock } = emulator;
  const routes = new Hono<Env>();

  routes.post("/:name/listKeys", (context) => {
    const { entity } = requireResource(emulator, storageAccounts, context);
    const keys = [1, 2].map((number) => ({
      keyName: `key${number}`,
      value: accountKey(String(entity.name), number),
      permissions: "FULL",
      creationTime: objectAt(entity, "properties").creationTime ?? null,
    }));
    return context.json({ keys });
  });

  for (const { service, collection, missing } of kinds) {
    const path = `/:name/${service}/default/${collection}`;
    const find = (address: AzureAddress) => {
      const found = findAt(emulator, address);
      if (found === undefined) {
        throw new ArmError(404, missing, `There is no ${address.name} among the ${collection}.`);
      }
      return found;
    };

    routes.get(path, (context) => {
      const account = requireResource(emulator, storageAccounts, context);
      return context.json({ value: [...store.list(collection, account.id)].map(({ entity }) => entity) });
    });

    routes.put(`${path}/:inner`, (context) => {
      requireResource(emulator, storageAccounts, context);
      const address = addressOf(context.req.path);
      const body = context.get("body") === "" ? {} : armBody(context);
      refuseOthers(body, ["properties"], "the body");
      if (!/^(?=.{3,63}$)[a-z0-9]+(?:-[a-z0-9]+)*$/.test(address.name)) {
        throw new ArmError(
          400,
          "InvalidResourceName",
          `${address.name} is not a name for one of the ${collection}.`,
        );
      }
      const properties = {
        ...objectAt(body, "properties"),
        lastModifiedTime: new Date(clock.now()).toISOString(),
      };
      const type = `${typeName(storageAccounts)}/${service}/${collection}`;
      const known = findAt(emulator, address);
      if (known === undefined) {
        return context.json(
          addAt(emulator, address, type, { etag: newEtag(clock.now()), properties }).entity,
          201,
        );
      }
      store.change(known, { ...known.entity, etag: newEtag(clock.now()), properties });
      return context.json(known.entity);
    });

    routes.get(`${path}/:inner`, (context) => {
      requireResource(emulator, storageAccounts, context);
      return context.json(find(addressOf(context.req.path)).entity);
    });

    routes.delete(`${path}/:inner`, (context) => {
      requireResource(emulator, storageAccounts, context);
      const known = findAt(emulator, addressOf(context.req.path));
      if (known === undefined) {
        return context.body(null, 204);
      }
      store.remove(known);
      return context.body(null, 200);
    });
  }

  return routes;
}

// Recognisable as not real.
function accountKey(account: string, number: number): string {
  return Buffer.from(`emulator-key-${number}-of-${account}`).toString("base64");
}
