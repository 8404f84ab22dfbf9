import { changeConnection, disconnect } from "../azure/privateEndpointConnections";
import { connectionsName, removeWithContents } from "../azure/resources";
import { changeDataSet, dataSetsName } from "../catalog/dataSets";
import { privateEndpointsName, removeEndpoint } from "../connectors/privateLink";
import type { Emulator } from "../core/emulator";
import { isJsonObject, type Json, type JsonObject, objectAt, stringAt } from "../core/json";
import type { Stored } from "../core/store";
import { changeMappingSet, mappingSetsName } from "../dataPrep/mappingSets";
import { changeEntity } from "../flowService/entity";
import { applyPatch, mergePatch, readPatch } from "../http/jsonPatch";
import { editMadconnectConnection } from "../madconnect/connections";
import { madconnectConnectionsName } from "../madconnect/entity";
import { changeDescriptor, descriptorsName } from "../schemaRegistry/descriptors";
import { changeSchema } from "../schemaRegistry/schemas";
import { maskParameters } from "../specs/secretParameters";

/**
 * Changes a thing as somebody else would, past every check.
 *
 * @param patch - a JSON merge patch, or a JSON Patch if it is an array.
 */
export function editOutOfBand(emulator: Emulator, stored: Stored, patch: Json): JsonObject {
  const patched = isJsonObject(patch)
    ? mergePatch(stored.entity, patch)
    : applyPatch(stored.entity, readPatch(patch, emulator.switches), {
        ...emulator.switches,
        replaceOfMissing: "add",
      });
  const entity = masked(stored.entity, patched);
  keep(emulator, stored, entity);
  return stored.entity;
}

/** Takes a thing away as somebody else would, past every check. */
export function removeOutOfBand(emulator: Emulator, stored: Stored): void {
  if (stored.collection === privateEndpointsName) {
    removeEndpoint(emulator, stored);
  } else if (stored.collection === connectionsName) {
    disconnect(emulator, stored);
  } else {
    removeWithContents(emulator, stored);
  }
}

// Whatever marks the state of a thing moves with every change.
function keep(emulator: Emulator, stored: Stored, entity: JsonObject): void {
  const user = "somebody-else@techacct.adobe.com";
  if (stored.collection === "schemas") {
    changeSchema(emulator, stored, entity, user);
  } else if (stored.collection === descriptorsName) {
    changeDescriptor(emulator, stored, entity, user);
  } else if (stored.collection === dataSetsName) {
    changeDataSet(emulator, stored, entity, user);
  } else if (stored.collection === mappingSetsName) {
    changeMappingSet(emulator, stored, entity, user);
  } else if (stored.collection === madconnectConnectionsName) {
    editMadconnectConnection(emulator, stored, entity);
  } else if (stored.collection === connectionsName) {
    changeConnection(emulator, stored, entity, emulator.clock.now());
  } else if (stored.id.startsWith("/")) {
    // Nothing of Azure's has audit fields.
    emulator.store.change(stored, entity);
  } else if ("etag" in stored.entity) {
    changeEntity(emulator, stored, entity, { user });
  } else {
    emulator.store.change(stored, entity);
  }
}

function masked(before: JsonObject, after: JsonObject): JsonObject {
  const { auth } = after;
  if (!isJsonObject(auth)) {
    return after;
  }
  const params = maskParameters(
    objectAt(auth, "params"),
    stringAt(objectAt(after, "connectionSpec"), "id") ?? "",
    stringAt(auth, "specName"),
    objectAt(objectAt(before, "auth"), "params"),
  );
  return { ...after, auth: { ...auth, params } };
}
