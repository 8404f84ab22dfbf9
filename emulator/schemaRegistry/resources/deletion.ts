import type { Emulator } from "../../core/emulator";
import type { Stored } from "../../core/store";
import { descriptorsOf } from "../descriptors/descriptorStore";
import { breaking, invalid } from "../errors";
import { isUnion } from "./compatibility";
import { dataSetsOf, directUsersOf } from "./resources";

/**
 * Checks that a resource can be deleted.
 *
 * @returns what is deleted: the resource and, by switch, its descriptors.
 */
export function checkDeletion(emulator: Emulator, stored: Stored): Stored[] {
  const { switches } = emulator;
  const { $id } = stored.entity;
  const dataSets = dataSetsOf(emulator, stored);
  if (dataSets.length > 0 && switches.schemaUsedByDataSet === "refuse") {
    throw invalid(`Schema ${String($id)} is used by datasets ${dataSets.map(({ id }) => id).join(", ")}`);
  }
  if (switches.registryDeleteInUse === "refuse") {
    const users = directUsersOf(emulator, stored).map(({ entity }) => String(entity.$id));
    if (users.length > 0) {
      throw breaking(`${String($id)} is used by ${users.join(", ")}`);
    }
    if (isUnion(stored.entity)) {
      throw breaking(`${String($id)} is enabled for the profile`);
    }
  }
  const descriptors = descriptorsOf(emulator, stored);
  if (descriptors.length > 0 && switches.descriptorsOfDeletedSchema === "refuse") {
    throw invalid(`Schema ${String($id)} has descriptors ${descriptors.map(({ id }) => id).join(", ")}`);
  }
  return [...(switches.descriptorsOfDeletedSchema === "remove" ? descriptors : []), stored];
}
