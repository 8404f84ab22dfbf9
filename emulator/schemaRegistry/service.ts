import { otherUser } from "../core/audit";
import { stringAt, stringsAt } from "../core/json";
import type { Collection, RouteGroup, Service } from "../core/service";
import { checkAccess } from "./access";
import { schemaRegistryAdminRoutes } from "./adminRoutes";
import { descriptorRoutes } from "./descriptors/descriptorRoutes";
import { changeDescriptor, descriptorsName, removeDescriptor } from "./descriptors/descriptorStore";
import { invalid } from "./errors";
import { type RegistryKind, registryKindNames, registryKinds } from "./kinds";
import { resourceRoutes } from "./resources/resourceRoutes";
import { altIdOf, changeResource, schemaRegistryPath, titleKey } from "./resources/resources";
import { standardRoutes } from "./standard/standardRoutes";
import { schemaRegistryStatsRoutes } from "./statsRoutes";
import { schemaRegistrySwitches } from "./switches";
import { unionRoutes } from "./unions/unionRoutes";

const tenantPath = `${schemaRegistryPath}/tenant`;
const descriptorsPath = `${tenantPath}/${descriptorsName}`;

const pathsOf = (kind: RegistryKind): string[] =>
  registryKinds[kind].pathNames.map((name) => `${tenantPath}/${name}`);

const given = (id: string | undefined): string[] => (id === undefined ? [] : [id]);

const resources = (kind: RegistryKind): Collection => ({
  paths: pathsOf(kind),
  references: ({ entity }) => [
    ...given(stringAt(entity, "title")).map(titleKey),
    ...stringsAt(entity, "refs"),
  ],
  keyOf: altIdOf,
  edit: (emulator, stored, entity) => changeResource(emulator, stored, entity, otherUser),
});

/** The Schema Registry: schemas, classes, field groups, data types and descriptors, of the tenant and of Adobe. */
export const schemaRegistry = {
  switches: schemaRegistrySwitches,
  collections: {
    schemas: resources("schemas"),
    classes: resources("classes"),
    fieldGroups: resources("fieldGroups"),
    dataTypes: resources("dataTypes"),
    [descriptorsName]: {
      paths: [descriptorsPath],
      references: ({ entity }) => [
        ...given(stringAt(entity, "xdm:sourceSchema")),
        ...given(stringAt(entity, "xdm:destinationSchema")),
      ],
      edit: (emulator, stored, entity) => changeDescriptor(emulator, stored, entity, otherUser),
      remove: removeDescriptor,
    },
  },
  routes: [
    ...registryKindNames.flatMap((kind) =>
      pathsOf(kind).map((path): RouteGroup => [path, resourceRoutes(kind)]),
    ),
    [descriptorsPath, descriptorRoutes],
    [`${tenantPath}/unions`, unionRoutes],
    [`${schemaRegistryPath}/global`, standardRoutes],
    [`${schemaRegistryPath}/stats`, schemaRegistryStatsRoutes],
  ],
  gateway: { path: `${schemaRegistryPath}/*`, handlers: (emulator) => [checkAccess(emulator)] },
  adminRoutes: [schemaRegistryAdminRoutes],
  refuse: ({ message }) => invalid(message),
} as const satisfies Service;
