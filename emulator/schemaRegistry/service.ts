import { otherUser } from "../core/audit";
import type { Emulator } from "../core/emulator";
import { stringAt } from "../core/json";
import type { Collection, Service } from "../core/service";
import type { References } from "../core/store";
import { schemaRegistryAdminRoutes } from "./adminRoutes";
import { descriptorRoutes } from "./descriptorRoutes";
import { changeDescriptor, descriptorsName } from "./descriptors";
import { invalid } from "./errors";
import { schemaRoutes } from "./schemaRoutes";
import { altIdOf, changeSchema, type RegistryCollection, schemaRegistryPath, titleKey } from "./schemas";
import { schemaRegistryStatsRoutes } from "./statsRoutes";
import { schemaRegistrySwitches } from "./switches";

const schemasPath = `${schemaRegistryPath}/tenant/schemas`;
const descriptorsPath = `${schemaRegistryPath}/tenant/${descriptorsName}`;

const given = (id: string | undefined): string[] => (id === undefined ? [] : [id]);

const titled: References = ({ entity }) => given(stringAt(entity, "title")).map(titleKey);

const resources = (name: RegistryCollection) => ({
  references: titled,
  find: ({ store }: Emulator, id: string) => store.find(name, altIdOf(id)),
});

/** The Schema Registry: schemas and descriptors, and the classes and field groups of the tenant. */
export const schemaRegistry = {
  switches: schemaRegistrySwitches,
  collections: {
    schemas: {
      ...resources("schemas"),
      paths: [schemasPath],
      references: ({ entity, hidden }) => [
        ...titled({ entity, hidden }),
        ...(Array.isArray(entity.allOf) ? entity.allOf : []).flatMap((part) => given(stringAt(part, "$ref"))),
      ],
      edit: (emulator, stored, entity) => changeSchema(emulator, stored, entity, otherUser),
    } satisfies Collection,
    classes: resources("classes"),
    fieldGroups: resources("fieldGroups"),
    [descriptorsName]: {
      paths: [descriptorsPath],
      references: ({ entity }) => [
        ...given(stringAt(entity, "xdm:sourceSchema")),
        ...given(stringAt(entity, "xdm:destinationSchema")),
      ],
      edit: (emulator, stored, entity) => changeDescriptor(emulator, stored, entity, otherUser),
    },
  },
  routes: [
    [schemasPath, schemaRoutes],
    [descriptorsPath, descriptorRoutes],
    [`${schemaRegistryPath}/stats`, schemaRegistryStatsRoutes],
  ],
  adminRoutes: [schemaRegistryAdminRoutes],
  refuse: ({ message }) => invalid(message),
} as const satisfies Service;
