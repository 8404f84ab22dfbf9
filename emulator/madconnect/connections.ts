import { randomBytes } from "node:crypto";
import type { Emulator } from "../core/emulator";
import { type JsonObject, objectAt, stringAt } from "../core/json";
import { isLiving } from "../core/living";
import type { Stored } from "../core/store";
import { optionalObject, refuseUnknownFields, requiredText } from "../http/requestBody";
import { configNames, markConfig } from "./configs";
import { areCompatible, connectorLogo, type MadconnectConnector, madconnectConnector } from "./connectors";
import { changeMadconnectConnection, madconnectConnectionsName, refuseDeleted, secondsNow } from "./entity";
import { MadconnectRefusal } from "./envelope";
import { inStatus, settleMadconnectConnection } from "./status";

const createFields = [
  "name",
  "srcConnectorId",
  "srcConfigurationId",
  "srcConnectionConfig",
  "destConnectorId",
  "destConfigurationId",
  "destConnectionConfig",
];

const updateFields = ["name", ...configNames];

/** The connections of an account, including deleted ones until they are removed. */
export function* madconnectConnectionsOf(emulator: Emulator, accountId: string): Iterable<Stored> {
  for (const stored of [...emulator.store.list(madconnectConnectionsName, accountId)]) {
    if (isLiving(emulator, stored)) {
      yield settleMadconnectConnection(emulator, stored);
    }
  }
}

/** Creates a connection from a create body. */
export function addMadconnectConnection(emulator: Emulator, accountId: string, body: JsonObject): Stored {
  const { store, switches, clock } = emulator;
  refuseUnknownFields(body, createFields, switches);
  const name = requiredText(body, "name");
  refuseDuplicateName(emulator, accountId, name);
  const source = connectorOf(emulator, body, "srcConnectorId");
  const destination = connectorOf(emulator, body, "destConnectorId");
  if (!areCompatible(source, destination)) {
    throw new MadconnectRefusal(switches, 400, `${source.name} and ${destination.name} are not compatible`);
  }
  const id = randomBytes(8).toString("hex");
  const now = secondsNow(emulator);
  const status = switches.madconnectCreateStatus;
  const entity = withConfigured({
    accountId,
    createdTime: now,
    deleted: false,
    dest: endOf(destination),
    editable: true,
    enabled: status === "active",
    env: "production",
    id,
    monthlyVolume: 0,
    name,
    src: endOf(source),
    status,
    totalVolume: 0,
    updatedTime: now,
    usedVolume: 0,
    srcConfigurationId: configurationId(emulator, body, "srcConfigurationId"),
    destConfigurationId: configurationId(emulator, body, "destConfigurationId"),
    srcConnectionConfig: markConfig(optionalObject(body, "srcConnectionConfig") ?? {}),
    destConnectionConfig: markConfig(optionalObject(body, "destConnectionConfig") ?? {}),
  });
  return store.add(madconnectConnectionsName, accountId, id, entity, { createdAt: clock.now() });
}

/** Changes a connection by an update body. */
export function updateMadconnectConnection(emulator: Emulator, stored: Stored, body: JsonObject): void {
  const { switches } = emulator;
  refuseDeleted(emulator, stored);
  const { srcConnectorId, destConnectorId, ...given } = body;
  const connectors = srcConnectorId !== undefined || destConnectorId !== undefined;
  if (connectors && switches.madconnectConnectorsInUpdate === "refuse") {
    throw new MadconnectRefusal(switches, 400, "The connectors of a connection cannot be changed");
  }
  refuseUnknownFields(given, updateFields, switches);
  const missing = updateFields.filter((field) => given[field] === undefined);
  if (missing.length > 0 && switches.madconnectPartialUpdate === "refuse") {
    throw new MadconnectRefusal(switches, 400, `Mandatory fields are missing: ${missing.join(", ")}`);
  }
  const entity = { ...stored.entity };
  if (given.name !== undefined) {
    entity.name = requiredText(given, "name");
    refuseDuplicateName(emulator, stored.sandbox, entity.name, stored);
  }
  for (const name of configNames) {
    const config = optionalObject(given, name);
    if (config !== undefined) {
      entity[name] = markConfig(config);
    }
  }
  changeMadconnectConnection(emulator, stored, withConfigured(entity));
}

/** Stores a change by someone else; the members that depend on the status follow it unless they were changed too. */
export function editMadconnectConnection(emulator: Emulator, stored: Stored, after: JsonObject): void {
  const before = stored.entity;
  const entity = { ...after };
  for (const name of configNames) {
    entity[name] = markConfig(objectAt(after, name), objectAt(before, name));
  }
  if (after.status === undefined || after.status === before.status) {
    changeMadconnectConnection(emulator, stored, entity);
    return;
  }
  const moved = inStatus(emulator, stored, after.status);
  for (const name of ["enabled", "deleted", "editable"]) {
    if (after[name] === before[name]) {
      entity[name] = moved.entity[name] ?? null;
    }
  }
  changeMadconnectConnection(emulator, stored, entity, moved.hidden);
}

function connectorOf({ switches }: Emulator, body: JsonObject, field: string): MadconnectConnector {
  const id = requiredText(body, field);
  const found = madconnectConnector(id);
  if (found === undefined) {
    throw new MadconnectRefusal(switches, 400, `${field}: there is no connector ${id}`);
  }
  return found;
}

// No documented call creates configurations, so any id is accepted.
function configurationId({ switches }: Emulator, body: JsonObject, field: string): string | null {
  const id = body[field] ?? null;
  if (id === null || (typeof id === "string" && id !== "")) {
    return id;
  }
  throw new MadconnectRefusal(switches, 400, `${field} must be an id or null`);
}

function endOf(connector: MadconnectConnector): JsonObject {
  const { id, name } = connector;
  return { configured: false, connectorId: id, connectorLogo: connectorLogo(connector), connectorName: name };
}

function withConfigured(entity: JsonObject): JsonObject {
  const configured = (side: "src" | "dest"): JsonObject => ({
    ...objectAt(entity, side),
    configured:
      entity[`${side}ConfigurationId`] !== null ||
      Object.keys(objectAt(entity, `${side}ConnectionConfig`)).length > 0,
  });
  return { ...entity, src: configured("src"), dest: configured("dest") };
}

function refuseDuplicateName(emulator: Emulator, accountId: string, name: string, own?: Stored): void {
  if (emulator.switches.madconnectDuplicateName === "accept") {
    return;
  }
  for (const stored of madconnectConnectionsOf(emulator, accountId)) {
    if (stored !== own && stored.entity.deleted !== true && stringAt(stored.entity, "name") === name) {
      throw new MadconnectRefusal(emulator.switches, 409, `Connection ${stored.id} already has this name`);
    }
  }
}
