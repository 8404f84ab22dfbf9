import { Hono } from "hono";
import type { Emulator, Env } from "../../core/emulator";
import { ProblemError, SchemaRegistryError, type SchemaRegistryErrorCode } from "../errors";
import { registryListResponse } from "../listing";
import { listedResource, lookupResponse } from "../resources/responses";
import { type StandardKind, standardResources } from "./standardResources";

/** The lists of standard resources, by the name in paths. */
const lists: Readonly<Record<string, { kind: StandardKind | undefined; notFound: SchemaRegistryErrorCode }>> =
  {
    behaviors: { kind: "behaviors", notFound: "XDM-1016-404" },
    classes: { kind: "classes", notFound: "XDM-1010-404" },
    fieldgroups: { kind: "fieldGroups", notFound: "XDM-1011-404" },
    mixins: { kind: "fieldGroups", notFound: "XDM-1011-404" },
    datatypes: { kind: "dataTypes", notFound: "XDM-1013-404" },
    // No public description has a standard schema.
    schemas: { kind: undefined, notFound: "XDM-1012-404" },
  };

/** The resources of Adobe, which all organisations share and none can change. */
export function standardRoutes(emulator: Emulator): Hono<Env> {
  const { switches } = emulator;
  const routes = new Hono<Env>();
  for (const [pathName, { kind, notFound }] of Object.entries(lists)) {
    const rows = standardResources.filter((resource) => resource.kind === kind);
    const path = `/global/${pathName}`;

    routes.get(`/${pathName}`, (context) => {
      const listed = listedResource(context, switches);
      const list = { rows, shown: ({ entity }: (typeof rows)[number]) => listed(entity), path };
      return context.json(registryListResponse(list, new URL(context.req.url).searchParams, switches));
    });

    routes.get(`/${pathName}/:id`, (context) => {
      const id = context.req.param("id");
      const found = rows.find(({ entity }) => entity.$id === id || entity["meta:altId"] === id);
      if (found === undefined) {
        throw new SchemaRegistryError(notFound, `Resource not found: there is no standard resource ${id}`);
      }
      const sandbox = context.get("sandbox").name;
      return context.json(lookupResponse(emulator, context, { ...found, sandbox }, notFound));
    });
  }
  routes.all("*", (context) => {
    throw new ProblemError(
      context.req.method === "GET" ? 404 : 405,
      `${context.req.method} is not possible in the global container`,
    );
  });
  return routes;
}
