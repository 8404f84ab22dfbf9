import { connectionsName, removeWithContents } from "./azureResources";
import { changeDataSet, dataSetsName } from "./dataSets";
import { changeDescriptor, descriptorsName } from "./descriptors";
import type { Emulator } from "./emulator";
import { changeEntity } from "./flowServiceEntity";
import { isJsonObject, type Json, type JsonObject, objectAt, stringAt } from "./json";
import { applyPatch, mergePatch, readPatch } from "./jsonPatch";
import { editMadconnectConnection } from "./madconnectConnections";
import { madconnectConnectionsName } from "./madconnectEntity";
import { changeMappingSet, mappingSetsName } from "./mappingSets";
import { changeConnection, disconnect } from "./privateEndpointConnections";
import { privateEndpointsName, removeEndpoint } from "./privateLink";
import { changeSchema } from "./schemas";
import { maskParameters } from "./secretParameters";
import type { Stored } from "./store";

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
